"""A human to ask: offices, guide pages that staff write, questions with their answers, and reports of a demand for money."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "support"
    verbose_name = _("Help and reports")

    def ready(self) -> None:
        from support.words import WORDS
        from workflow.words import register

        register(WORDS)
