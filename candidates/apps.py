"""Profiles, evidence and the true answer."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CandidatesConfig(AppConfig):
    name = "candidates"
    verbose_name = _("Candidates")

    def ready(self) -> None:
        from candidates.words import WORDS
        from workflow.words import register

        register(WORDS)
