"""What every page may say: money, references, dates, icons, form keys. All foreign-direction pieces come isolated."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

import budoux
from django import template
from django.forms import BaseForm, BoundField
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_naive
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.forms_renderer import attributes, choices
from portal.icons import ICONS, MIRRORED
from portal.style import FONT, STYLE
from support.prose import to_html

register = template.Library()

WITH_WEEKDAY = {"ja": "Y年n月j日(D)", "ur": "l، j F Y"}
SIGNS = {"JPY": "¥", "PKR": "Rs\u00a0"}
BREAK = mark_safe("<wbr>")
ZONES = {"PK": ("Asia/Karachi", gettext_lazy("Pakistan time")), "JP": ("Asia/Tokyo", gettext_lazy("Japan time"))}


@register.simple_tag
def style() -> SafeString:
    """The style sheet, byte for byte as its fingerprint in the Content-Security-Policy."""
    return mark_safe(STYLE)  # noqa: S308  our own file


@register.simple_tag(takes_context=True)
def urdu_font(context: template.Context) -> SafeString | str:
    """The Nastaliq font of Urdu pages, unless the reader's phone asks to save data."""
    request = context.get("request")
    is_saving = request is not None and request.headers.get("Save-Data", "").lower() == "on"
    return "" if is_saving or get_language() != "ur" else mark_safe(f"<style>{FONT}</style>")  # noqa: S308  our own words


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, css: str = "") -> SafeString:
    """One inline drawing, hidden from screen readers: the word stands beside it."""
    classes = " ".join(filter(None, ["ic", "flip" if name in MIRRORED else "", css]))
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', classes, ICONS[name]
    )


@register.filter
def capped(count: int) -> int | str:
    """A count that stops at 1,000 (workflow.counting), in words where it stopped."""
    return count if count < 1000 else _("1,000 or more")


@register.simple_tag
def money(amount: int | Decimal | str | None, currency: str = "JPY") -> SafeString | str:
    """An amount in whole yen or rupees; an empty amount stays empty (write "Free" or "Not known" yourself)."""
    if amount is None or amount == "":
        return ""
    words = f"{SIGNS.get(currency, currency)}{round(Decimal(amount)):,}"
    return format_html('<bdi dir="ltr" class="money">{}</bdi>', words)


@register.simple_tag
def ref(value: object) -> SafeString:
    """A reference such as OEC-2026-004187: kept in one piece and left to right."""
    return format_html('<bdi dir="ltr" class="ref" translate="no">{}</bdi>', value)


@register.simple_tag
def ltr(value: object) -> SafeString:
    """A phone number, e-mail address, CNIC or web address: left to right, may break anywhere."""
    return format_html('<bdi dir="ltr" class="id" translate="no">{}</bdi>', value)


@register.filter
def isolate(text: object, name: object) -> SafeString:
    """A sentence in which this name stands apart: in its own direction, and never translated."""
    held = conditional_escape(name)
    return mark_safe(conditional_escape(text).replace(held, f'<bdi translate="no">{held}</bdi>') if held else conditional_escape(text))  # noqa: S308  both escaped


@register.simple_tag
def day(value: date | datetime | None, weekday: bool = False) -> SafeString | str:
    """A date with the month as a word; `weekday=True` for appointments."""
    if not value:
        return ""
    iso = value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    return format_html('<bdi><time datetime="{}">{}</time></bdi>', iso, _date(value, weekday))


@register.simple_tag
def moment(value: datetime | None, place: str = "", weekday: bool = False) -> SafeString | str:
    """A date and time with the name of its zone. `place` is PK or JP; by default Japan on Japanese pages, else Pakistan."""
    if not value:
        return ""
    local, zone = _at(value, place or ("JP" if get_language() == "ja" else "PK"))
    words = _("%(date)s, %(time)s (%(zone)s)") % {"date": _date(local, weekday), "time": f"{local:%H:%M}", "zone": zone}
    return format_html('<bdi><time datetime="{}">{}</time></bdi>', value.isoformat(timespec="minutes"), words)


@register.simple_tag
def both_zones(value: datetime | None) -> SafeString | str:
    """An appointment in Pakistan time and in Japan time, with the weekday."""
    if not value:
        return ""
    return format_html("{}<br>{}", moment(value, "PK", weekday=True), moment(value, "JP", weekday=True))


def _at(value: datetime, place: str) -> tuple[datetime, str]:
    """The local time there and the name of its zone."""
    if is_naive(value):
        raise ValueError("a moment needs its time zone")
    zone, name = ZONES[place]
    return value.astimezone(ZoneInfo(zone)), str(name)


def _date(value: date, weekday: bool) -> str:
    day = value.date() if isinstance(value, datetime) else value
    return _day_in(get_language() or "", day, weekday)


@lru_cache(maxsize=2048)
def _day_in(language: str, day: date, weekday: bool) -> str:
    """A day in the active language; lists say the same few days again and again."""
    return date_format(day, WITH_WEEKDAY.get(language, "l j F Y") if weekday else "DATE_FORMAT")


@register.simple_tag
def size(count: int) -> SafeString:
    """A file's size in KB or MB."""
    words = f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"
    return format_html('<bdi dir="ltr" class="money">{}</bdi>', words)


@register.filter(name="budoux")
def phrases(text: object) -> str | SafeString:
    """A Japanese heading, button or job title with breaks only between phrases; other languages untouched."""
    is_markup = isinstance(text, SafeString) and ("<" in text or "&" in text)
    if get_language() != "ja" or not text or is_markup:
        return text  # type: ignore[return-value]
    return format_html('<span class="ph">{}</span>', format_html_join(BREAK, "{}", ((part,) for part in _parts(str(text)))))


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(_parser().parse(text))


@lru_cache(maxsize=1)
def _parser() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


@register.simple_tag
def form_key() -> SafeString:
    """The hidden key by which the same form sent twice is done once."""
    return format_html('<input type="hidden" name="form_key" value="{}">', secrets.token_urlsafe(18))


@register.simple_tag(name="tag")
def tag_of(colour: str, icon_name: str, word: object) -> SafeString:
    """A state, never colour alone: colour ("", ok, bad, info, wait, act, plain), icon (name or ""), word."""
    return format_html('<span class="tag {}">{}{}</span>', colour, icon(icon_name) if icon_name else "", word)


@register.simple_tag
def state_tag(tag: object) -> SafeString:
    """A tag from given data: a (colour, icon, word) triple, a mapping, or an object with these names."""
    if isinstance(tag, (tuple, list)):
        return tag_of(*tag)
    names = ("colour", "icon", "word")
    return tag_of(*(tag[name] if isinstance(tag, Mapping) else getattr(tag, name) for name in names))


@register.simple_tag
def unsaid(*forms: object) -> list[BaseForm]:
    """Those with errors that this page has not summed up yet; the frame and the form both offer to say them."""
    found = [form for form in forms if isinstance(form, BaseForm) and form.errors and not getattr(form, "is_summarised", False)]
    for form in found:
        form.is_summarised = True  # type: ignore[attr-defined]
    return found


@register.filter
def leads(label: object) -> str:
    """A label as it stands before its error: with a colon, or as it is where it is a question or a sentence."""
    words = str(label)
    return f"{words} " if words.endswith(("?", "؟", "？", ".", "。", "۔")) else f"{words}: " if words else ""


@register.simple_tag
def first_id(field: BoundField) -> str:
    """The id an error summary must point at: for radios and boxes the first of them."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def box_id(widget: Mapping[str, dict[str, str]], part: Mapping[str, str]) -> str:
    """The id of one of the three boxes of a date, as the label and the summary of its form call it."""
    return f"{widget['attrs'].get('id', 'id')}_{part['name'].rsplit('_', 1)[1]}"


@register.filter
def prose(text: str) -> SafeString:
    """Staff's Markdown as the few tags that support/prose.py lets through."""
    return mark_safe(to_html(text))  # noqa: S308  cleaned twice there


@register.filter
def get(mapping: Mapping[str, object], key: str) -> object:
    """A value under a name that a template cannot spell, such as aria-invalid."""
    return mapping.get(key, "")


@register.simple_tag
def widget_attributes(widget: Mapping[str, object]) -> SafeString:
    """The attributes of a widget, for templates of widgets that are still templates."""
    return attributes(widget)


@register.simple_tag
def widget_choices(widget: Mapping[str, object]) -> SafeString:
    """Radios or ticks below each other, for the admin's own lists."""
    return choices(widget)
