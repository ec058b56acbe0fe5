"""The roof: the desk as admin site, and the words of rooms that know no workflow."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin.DeskSite"


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from portal.catalogue.labels import make_translatable
        from vault.words import WORDS
        from workflow.words import register

        register(WORDS)
        make_translatable()
