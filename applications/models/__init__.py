from applications.models.application import Answer, Application, Snapshot
from applications.models.consent import Consent
from applications.models.interview import MARKS, Interview, Slot
from applications.models.offer import AcceptCode, Offer
from applications.models.presented import PresentedCandidate
from applications.models.shortlist import Proposal, Shortlist, ShortlistMark

__all__ = [
    "MARKS",
    "AcceptCode",
    "Answer",
    "Application",
    "Consent",
    "Interview",
    "Offer",
    "PresentedCandidate",
    "Proposal",
    "Shortlist",
    "ShortlistMark",
    "Slot",
    "Snapshot",
]
