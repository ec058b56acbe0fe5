"""Forms render through our own templates first, then Django's, then those of the apps; the commonest widgets are written without one."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import django.forms
from django.conf import settings
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Widget = Mapping[str, Any]
DASHES = BLANK_CHOICE_DASH[0][1]
LEFT_TO_RIGHT = frozenset({"tel", "email", "url", "number", "date", "time", "datetime-local", "password"})
EITHER = frozenset({"text", "search"})


class Renderer(DjangoTemplates):
    """One field.html for every form of the portal (templates/django/forms/). A template for each option of a list was most of a page."""

    @cached_property
    def engine(self) -> Backend:
        folders = [settings.BASE_DIR / "templates", Path(django.forms.__file__).parent / "templates"]
        return self.backend({"APP_DIRS": True, "DIRS": folders, "NAME": "forms", "OPTIONS": {}})

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        """HTML, for the commonest widgets written here, the same as their templates say (tests/portal/test_forms_renderer.py)."""
        write = WRITTEN.get(template_name)
        return write(context["widget"]) if write else super().render(template_name, context, request)


def attributes(widget: Widget) -> SafeString:
    """The attributes of a widget; no placeholders, and a direction for what people type."""
    said = {name: value for name, value in widget["attrs"].items() if value is not False and name != "placeholder"}
    if not said.get("dir") and (direction := direction_of(widget)):
        said["dir"] = direction
    return joined(format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value) for name, value in said.items())


def direction_of(widget: Widget) -> str:
    """Numbers and addresses run from left to right in every language; words as they are."""
    kind = widget.get("type")
    if kind in LEFT_TO_RIGHT:
        return "ltr"
    return "auto" if kind in EITHER or "textarea" in widget["template_name"] else ""


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Pieces of HTML one after the other."""
    return format_html_join("", "{}", ((part,) for part in parts))


def box(widget: Widget) -> SafeString:
    """An <input>."""
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes(widget))


def area(widget: Widget) -> SafeString:
    """A <textarea>."""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes(widget), localize(widget["value"] or ""))


def select(widget: Widget) -> SafeString:
    """A <select>, with its groups."""
    return format_html('<select name="{}"{}>{}</select>', widget["name"], attributes(widget), grouped(widget, option, OPTGROUP))


def option(widget: Widget) -> SafeString:
    """One <option>; where Django has dashes for "nothing chosen" stands a word."""
    label = _("Choose") if widget["label"] == DASHES else localize(widget["label"])
    return format_html('<option value="{}"{}>{}</option>', widget["value"], attributes(widget), label)


def choices(widget: Widget) -> SafeString:
    """Radios or ticks below each other."""
    where = format_html(' id="{}"', widget["attrs"]["id"]) if widget["attrs"].get("id") else ""
    return format_html('<div{} class="opts">{}</div>', where, grouped(widget, ticked, TICKGROUP))


def ticked(widget: Widget) -> SafeString:
    """One radio or tick with its label."""
    where = format_html(' for="{}"', widget["attrs"]["id"]) if widget["attrs"].get("id") else ""
    return format_html('<div class="opt">{}<label{}>{}</label></div>', box(widget), where, localize(widget["label"]))


def grouped(widget: Widget, write: Callable[[Widget], SafeString], around: str) -> SafeString:
    """All choices, those of a named group between its tags."""
    groups = ((name, joined(map(write, rows))) for name, rows, _place in widget["optgroups"])
    return joined(format_html(around, localize(name), rows) if name else rows for name, rows in groups)


OPTGROUP = '<optgroup label="{}">{}</optgroup>'
TICKGROUP = '<div class="grp"><p class="hint">{}</p>{}</div>'
INPUTS = ("text", "number", "email", "url", "tel", "search", "password", "hidden", "date", "time", "datetime", "checkbox")
WRITTEN: dict[str, Callable[[Widget], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": box for name in INPUTS},
    "django/forms/widgets/textarea.html": area,
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/radio.html": choices,
    "django/forms/widgets/checkbox_select.html": choices,
}
