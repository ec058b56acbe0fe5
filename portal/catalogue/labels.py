"""Labels that Django derives from the names of models and fields: the desk shows them, so they are texts like any other."""

from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db.models import Field
from django.db.models.options import Options
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from portal.catalogue.source import Message

OUR_APPS = (
    "portal",
    "api",
    "notifications",
    "records",
    "reviews",
    "departure",
    "applications",
    "register",
    "candidates",
    "jobs",
    "privacy",
    "support",
    "accounts",
    "workflow",
    "vault",
    "paper",
    "outreach",
    "programmes",
    "reporting",
    "exports",
)
_DERIVED: dict[Message, set[str]] = {}


def make_translatable() -> None:
    """Let gettext speak the derived labels of our apps. Migrations do not see this: they keep what the model file says."""
    with override(None):  # a plural that Django makes is the singular and an "s", in any language
        for owner, label, app in list(_labels()):
            english = str(getattr(owner, label))
            _DERIVED.setdefault(Message(english), set()).add(f"{app}/models")
            setattr(owner, label, gettext_lazy(english))


def derived_labels() -> dict[Message, set[str]]:
    """Every derived label, with the apps whose models have it; complete once the apps are ready."""
    return dict(_DERIVED)


def _labels() -> Iterator[tuple[AppConfig | Field | Options, str, str]]:
    yield from (
        (app, "verbose_name", app.label)
        for app in apps.get_app_configs()
        if app.name in OUR_APPS and not isinstance(app.verbose_name, Promise)
    )
    for model in apps.get_models():
        options = model._meta
        if options.app_config.name not in OUR_APPS:
            continue
        yield from (
            (options, label, options.app_label) for label in ("verbose_name", "verbose_name_plural") if label not in options.original_attrs
        )
        for field in options.concrete_fields:
            if not field.auto_created and not isinstance(field.verbose_name, Promise):
                yield field, "verbose_name", options.app_label
