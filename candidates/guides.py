"""What a good picture of each document shows, what spoils it, and what people call it. The words of the upload pages."""

from dataclasses import dataclass

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from candidates.states import EvidenceKind


@dataclass(frozen=True, kw_only=True)
class Guide:
    """One upload page. `slug` is its address, and the name of two drawings: static/examples/<slug>-good.svg and -bad.svg."""

    slug: str
    kind: EvidenceKind
    side: str = ""
    title: Words
    good: Words
    bad: Words
    then: str = ""  # the page to go on with


UPLOADS = (
    Guide(
        slug="cnic",
        kind=EvidenceKind.CNIC,
        side="front",
        title=_("CNIC, front side"),
        good=_("The whole card on a dark table. The photo, the number and all four corners can be seen."),
        bad=_("A corner is cut off, and the lamp shines on the number."),
        then="cnic-back",
    ),
    Guide(
        slug="cnic-back",
        kind=EvidenceKind.CNIC,
        side="back",
        title=_("CNIC, back side"),
        good=_("The whole back of the card. The address and the square code are sharp."),
        bad=_("A finger covers the address."),
    ),
    Guide(
        slug="passport",
        kind=EvidenceKind.PASSPORT,
        title=_("Passport"),
        good=_("The page with your photo, open and flat. Both lines of letters and < at the foot can be read."),
        bad=_("The two lines at the foot are cut off."),
    ),
    Guide(
        slug="degree",
        kind=EvidenceKind.DEGREE,
        title=_("Degree or certificate"),
        good=_("The whole page from straight above. Your name, the subject, the year and the seal can be read."),
        bad=_("A photo from the side: the far end is too small to read."),
    ),
    Guide(
        slug="transcript",
        kind=EvidenceKind.TRANSCRIPT,
        title=_("Transcript"),
        good=_("Every page with all its lines. More than one page: send one PDF."),
        bad=_("A shadow lies over half of the marks."),
    ),
    Guide(
        slug="test",
        kind=EvidenceKind.TEST,
        title=_("Test result"),
        good=_("The certificate or the score page. Level, score, date and number can be read."),
        bad=_("The photo is too dark."),
    ),
    Guide(
        slug="experience",
        kind=EvidenceKind.EXPERIENCE,
        title=_("Experience letter"),
        good=_("The letter with the head of the company, the dates, the signature and the stamp."),
        bad=_("The foot with the signature and the stamp is missing."),
    ),
)
GUIDES = {guide.slug: guide for guide in UPLOADS}

PLACES = {(guide.kind, guide.side): slug for slug, guide in GUIDES.items()}


def slug_of(kind: str, side: str = "") -> str:
    """The upload page of a document; the whole card goes to the front side."""
    return PLACES.get((EvidenceKind(kind), side), str(kind))
