"""The partners' desk: queues, decisions, figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Review desk")

    def ready(self) -> None:
        from reviews.words import WORDS
        from workflow.words import register

        register(WORDS)
