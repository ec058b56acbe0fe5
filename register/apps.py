"""OEC's register of job seekers: its import, and how a person claims what OEC already has of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = _("OEC's register")

    def ready(self) -> None:
        from register.words import WORDS
        from workflow.words import register

        register(WORDS)
