"""OEC's offices for pages of other apps; named in settings.OFFICES."""

from django.db.models import QuerySet

from support.models import Office


def open_offices() -> "QuerySet[Office]":
    """The offices that are open, in their order."""
    return Office.objects.open()
