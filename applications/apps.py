"""Applications, consents, interviews, offers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = _("Applications")

    def ready(self) -> None:
        from applications.shortlist_words import SHORTLIST_WORDS
        from applications.words import WORDS
        from workflow.words import register

        register(WORDS)
        register(SHORTLIST_WORDS)
