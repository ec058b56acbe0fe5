"""Words and colours for the states of documents and verdicts, as people see them (public word is not the internal state)."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from candidates.eligibility import Verdict
from candidates.models import Evidence
from candidates.states import EvidenceKind, EvidenceState
from candidates.transitions import today
from vault.models import FileState
from vault.words import sentence

SOON = timedelta(days=60)
WHAT_TO_DO = {
    Evidence.Fault.UNREADABLE: _lazy("It cannot be read. Take a new photo in daylight, flat and with all four corners."),
    Evidence.Fault.WRONG_DOCUMENT: _lazy("It is another document. Look at the example, then add the right one."),
    Evidence.Fault.NAME_DIFFERS: _lazy("The name differs from your CNIC. Bring a document with the same name, or call the helpline."),
    Evidence.Fault.DATE_DIFFERS: _lazy("A date differs from your profile. Correct your profile, or add the right document."),
    Evidence.Fault.OUT_OF_DATE: _lazy("It is not valid any more. Renew it and add the new one."),
    Evidence.Fault.NOT_CONFIRMED: _lazy("The school, office or company did not confirm it. Ask them for a new one, or call the helpline."),
}
NEW_COPY = ("bad", "cross", _lazy("New copy needed"))


def evidence_tag(paper: Any, start: date | None = None) -> tuple[str, str, str]:
    """Colour, icon and word of a document; `start` is the planned first day of work."""
    colour, icon, word, _sentence = evidence_word(paper, start)
    return (colour, icon, word)


def evidence_word(paper: Any, start: date | None = None) -> tuple[str, str, str, str]:
    """The tag and one sentence: what it means and what to do."""
    if paper.state == EvidenceState.RECEIVED:
        return _received(paper.file)
    if paper.state == EvidenceState.REJECTED:
        return (*map(str, NEW_COPY), str(WHAT_TO_DO.get(paper.fault, "")))
    if paper.state == EvidenceState.EXPIRED or (paper.expires_on and paper.expires_on < today()):
        return ("act", "warn", _("Expired"), _("It is not valid any more. Renew it and add the new one."))
    return _accepted(paper, start)


def _received(file: Any) -> tuple[str, str, str, str]:
    """Not yet with OEC, refused by our own check after all, or in OEC's hands."""
    if file.state in (FileState.REFUSED, FileState.ERROR):
        return (*map(str, NEW_COPY), sentence(file.refusal or "try_again"))
    if file.state != FileState.CLEAN:
        return ("wait", "clock", _("Received"), _("We check the file for viruses now. This takes a few minutes. You need to do nothing."))
    return ("wait", "clock", _("Being checked"), _("OEC is checking it. You need to do nothing."))


def _accepted(paper: Any, start: date | None) -> tuple[str, str, str, str]:
    last = paper.expires_on
    if last and start and last <= start and paper.kind == EvidenceKind.PASSPORT:
        days = {"last": date_format(last), "start": date_format(start)}
        words = _("It ends on %(last)s, before your work starts on %(start)s. Renew it now and add the new one.") % days
        return ("act", "warn", _("Expires before the start"), words)
    if last and last <= today() + SOON:
        return ("act", "warn", _("Expires soon"), _("Renew it and add the new one before that day."))
    return ("ok", "check", _("Accepted"), _("OEC has checked it. It counts for every application."))


def verdict_tag(verdict: Verdict) -> tuple[str, str, str]:
    """Colour, icon and word of the answer to "can I apply?"."""
    return {
        Verdict.YES: ("ok", "check", _("You meet the conditions")),
        Verdict.NEARLY: ("info", "list", _("Nearly: something is missing")),
        Verdict.UNKNOWN: ("act", "unknown", _("Not known yet")),
        Verdict.NO: ("bad", "cross", _("Not possible for you now")),
    }[verdict]
