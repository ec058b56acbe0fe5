"""The vault: encrypted fields and files, their keys, and who looked at what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VaultConfig(AppConfig):
    name = "vault"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Vault")

    def ready(self) -> None:
        from vault import checks  # noqa: F401
