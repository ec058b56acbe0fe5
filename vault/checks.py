"""System checks: no encrypted value in a list, a search or a filter of the admin."""

from django.apps import apps
from django.contrib.admin.sites import all_sites
from django.core.checks import Error, register
from django.core.exceptions import FieldDoesNotExist

from vault.fields import BlindIndexField, EncryptedField

OPTIONS = ("list_display", "search_fields", "list_filter", "ordering", "list_editable", "sortable_by")


def _is_sealed(model, path) -> bool:
    """Does this look-up path end in an encrypted field or a blind index?"""
    for name in str(path).lstrip("-^=@").split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if isinstance(field, (EncryptedField, BlindIndexField)):
            return True
        if not field.is_relation or field.related_model is None:
            return False
        model = field.related_model
    return False


def _named(desk):
    for option in OPTIONS:
        for entry in getattr(desk, option, None) or ():
            path = entry[0] if isinstance(entry, (list, tuple)) else entry
            if isinstance(path, str):
                yield option, path


@register("security")
def no_sealed_value_in_the_admin(app_configs, **kwargs):
    """vault.E001: changelists never show, search or filter what is encrypted."""
    if not apps.is_installed("django.contrib.admin"):
        return []
    return [
        Error(f"{option} names the encrypted field {path}.", obj=type(desk), id="vault.E001")
        for site in all_sites
        for desk in site._registry.values()
        for option, path in _named(desk)
        if _is_sealed(desk.model, path)
    ]
