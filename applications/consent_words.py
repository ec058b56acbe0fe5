"""What a person agrees to, word for word and by version: a change of the words is a new version, and old ones stay readable."""

from django.utils.translation import gettext_lazy as _

from applications.models import Consent

NEWEST = "2026-11"
TEXTS = {
    "2026-11": {
        Consent.Purpose.PARTNERS: _("I agree that OEC and Inter-SES use my file to find me work in Japan."),
        Consent.Purpose.PRESENT: _("I agree that my file is shown without my name to %(employer)s."),
        Consent.Purpose.NAME: _("I agree that %(employer)s sees my name, phone number, e-mail address and links."),
    },
}


def words_of(purpose: str, *, employer: object = "", version: str = NEWEST) -> str:
    """The sentence of this version; versions from before this list are read in today's words."""
    return str(TEXTS.get(version, TEXTS[NEWEST])[Consent.Purpose(purpose)]) % {"employer": employer}
