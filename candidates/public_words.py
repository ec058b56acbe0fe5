"""Words and colours for the states of documents and verdicts, as people see them (public word is not the internal state)."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from candidates.eligibility import Verdict
from candidates.states import EvidenceState
from candidates.transitions import today

SOON = timedelta(days=90)


def evidence_tag(paper: Any) -> tuple[str, str, str]:
    """Colour, icon and word of a document."""
    if paper.state == EvidenceState.VERIFIED and paper.expires_on and paper.expires_on <= today() + SOON:
        return ("act", "warn", _("Expires soon"))
    return {
        EvidenceState.RECEIVED: ("wait", "clock", _("OEC is checking")),
        EvidenceState.VERIFIED: ("ok", "check", _("Accepted")),
        EvidenceState.REJECTED: ("bad", "cross", _("New copy needed")),
        EvidenceState.EXPIRED: ("act", "warn", _("Expired")),
    }[EvidenceState(paper.state)]


def verdict_tag(verdict: Verdict) -> tuple[str, str, str]:
    """Colour, icon and word of the answer to "can I apply?"."""
    return {
        Verdict.YES: ("ok", "check", _("You meet the conditions")),
        Verdict.NEARLY: ("info", "list", _("Nearly: something is missing")),
        Verdict.UNKNOWN: ("act", "unknown", _("Not known yet")),
        Verdict.NO: ("bad", "cross", _("Not possible for you now")),
    }[verdict]
