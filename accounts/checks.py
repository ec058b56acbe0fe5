"""A permission that no model has is a spelling mistake: say so at start."""

from django.apps import apps
from django.core.checks import CheckMessage, Warning

from accounts.groups import OF_ROLE


def permissions_exist(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Every permission named in accounts/groups.py belongs to a model that is there."""
    known = {
        f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
        for model in apps.get_models()
        for verb in model._meta.default_permissions
    }
    named = sorted(frozenset().union(*OF_ROLE.values()) - known)
    return [Warning(f"accounts/groups.py names a permission that no model has: {name}", id="accounts.W001") for name in named]
