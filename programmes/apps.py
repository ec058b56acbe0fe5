"""Programmes of the two states: quotas, cohorts with their groups and members, tests, and the door for candidates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        from programmes.words import WORDS
        from workflow.words import register

        register(WORDS)
