"""Files that leave the house: a worker writes them, who asked takes them, three days later they are gone. Two sign for lists of people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "exports"
    verbose_name = _("Lists of people")

    def ready(self) -> None:
        from exports.words import WORDS
        from workflow.words import register

        register(WORDS)
