"""Forms render through our own templates first, then Django's, then those of the apps."""

from pathlib import Path

import django.forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property


class Renderer(DjangoTemplates):
    """One field.html for every form of the portal (templates/django/forms/)."""

    @cached_property
    def engine(self) -> Backend:
        folders = [settings.BASE_DIR / "templates", Path(django.forms.__file__).parent / "templates"]
        return self.backend({"APP_DIRS": True, "DIRS": folders, "NAME": "forms", "OPTIONS": {}})
