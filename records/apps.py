"""Records: where steps came from, what changed in the fields, the seals over all of it, and who saw what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")
