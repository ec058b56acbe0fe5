"""What a password may not be: short for the role, or made of the words everybody would try here. No composition rules."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.contact import plain
from accounts.roles import DESK

STAFF_LENGTH = 15
LONGEST = 256
CONTEXT = frozenset(
    {
        "safeer",
        "overseas",
        "employment",
        "corporation",
        "oec",
        "interses",
        "inter-ses",
        "japan",
        "pakistan",
        "islamabad",
        "tokyo",
        "jobs",
        "password",
        "oecjapanjobs",
    }
)


class ContextWords:
    """Refuses passwords that are mostly this site's own words, and short ones for staff."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError with the reason in the reader's language."""
        if len(password) > LONGEST:
            raise ValidationError(_("This password is too long. Use at most %(most)s characters.") % {"most": LONGEST}, code="too_long")
        if getattr(user, "role", None) in DESK and len(password) < STAFF_LENGTH:
            raise ValidationError(_("Staff passwords have at least %(least)s characters.") % {"least": STAFF_LENGTH}, code="too_short")
        if is_mostly_known(password, settings.SITE_NAME):
            raise ValidationError(_("This password is easy to guess: it is made of this website's own words."), code="context")

    def get_help_text(self) -> str:
        return _("Do not use the name of this website or of its organisations.")


def is_mostly_known(password: str, site_name: str) -> bool:
    """Whether fewer than 8 characters are left when the words of this house are taken out."""
    rest = plain(password).lower()
    known = CONTEXT | {word.lower() for word in site_name.split()}
    if not any(word in rest for word in known):
        return False
    for word in sorted(known, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) < 8
