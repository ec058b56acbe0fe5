"""What a good picture of each document shows, what spoils it, and what people call it. The words of the upload pages."""

from dataclasses import dataclass

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from candidates.states import EvidenceKind


@dataclass(frozen=True, kw_only=True)
class Guide:
    """One upload page. `picture` names the two drawings static/examples/<picture>-good.svg and -bad.svg."""

    kind: EvidenceKind
    side: str = ""
    title: Words
    picture: str
    good: Words
    bad: Words
    then: str = ""  # the page to go on with


GUIDES = {
    "cnic": Guide(
        kind=EvidenceKind.CNIC,
        side="front",
        title=_("CNIC, front side"),
        picture="cnic-front",
        good=_("The whole card on a dark table. The photo, the number and all four corners can be seen."),
        bad=_("A corner is cut off, and the lamp shines on the number."),
        then="cnic-back",
    ),
    "cnic-back": Guide(
        kind=EvidenceKind.CNIC,
        side="back",
        title=_("CNIC, back side"),
        picture="cnic-back",
        good=_("The whole back of the card. The address and the square code are sharp."),
        bad=_("A finger covers the address."),
    ),
    "passport": Guide(
        kind=EvidenceKind.PASSPORT,
        title=_("Passport"),
        picture="passport",
        good=_("The page with your photo, open and flat. Both lines of letters and < at the foot can be read."),
        bad=_("The two lines at the foot are cut off."),
    ),
    "degree": Guide(
        kind=EvidenceKind.DEGREE,
        title=_("Degree or certificate"),
        picture="degree",
        good=_("The whole page from straight above. Your name, the subject, the year and the seal can be read."),
        bad=_("A photo from the side: the far end is too small to read."),
    ),
    "transcript": Guide(
        kind=EvidenceKind.TRANSCRIPT,
        title=_("Transcript"),
        picture="transcript",
        good=_("Every page with all its lines. More than one page: send one PDF."),
        bad=_("A shadow lies over half of the marks."),
    ),
    "test": Guide(
        kind=EvidenceKind.TEST,
        title=_("Test result"),
        picture="test",
        good=_("The certificate or the score page. Level, score, date and number can be read."),
        bad=_("The photo is too dark."),
    ),
    "experience": Guide(
        kind=EvidenceKind.EXPERIENCE,
        title=_("Experience letter"),
        picture="experience",
        good=_("The letter with the head of the company, the dates, the signature and the stamp."),
        bad=_("The foot with the signature and the stamp is missing."),
    ),
}

PLACES = {(guide.kind, guide.side): slug for slug, guide in GUIDES.items()}


def slug_of(kind: str, side: str = "") -> str:
    """The upload page of a document; the whole card goes to the front side."""
    return PLACES.get((EvidenceKind(kind), side), str(kind))
