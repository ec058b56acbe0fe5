"""Figures of the months, the ledgers of a placement agency, its yearly report."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from reporting.words import WORDS
        from workflow.words import register

        register(WORDS)
