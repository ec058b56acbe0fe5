"""Who is who: users, roles, parties, memberships, sign-in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        from django.core import checks

        from accounts.checks import permissions_exist
        from accounts.words import WORDS
        from workflow.words import register

        register(WORDS)
        checks.register(permissions_exist)
