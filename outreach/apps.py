"""Inter-SES's work with companies: leads, the board of running cases, the stock of talent."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "outreach"
    verbose_name = _("Outreach")

    def ready(self) -> None:
        from outreach.words import WORDS
        from workflow.words import register

        register(WORDS)
