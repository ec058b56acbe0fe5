"""A person's own data: who looked, what was agreed to, a copy of everything, and the end of the account."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = _("Own data")

    def ready(self) -> None:
        from privacy.words import WORDS
        from workflow.words import register

        register(WORDS)
