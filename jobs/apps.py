"""Employers, demand letters, vacancies and the law around them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        from jobs import own_words, sources, words
        from workflow.words import register

        register(words.WORDS, sources.known_source)
        register(own_words.WORDS)
