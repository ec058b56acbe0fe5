"""The life of a piece of evidence (product.md). Pure tables."""

from enum import StrEnum

from accounts.roles import OEC
from workflow.steps import SYSTEM, step


class EvidenceState(StrEnum):
    RECEIVED = "received"
    VERIFIED = "verified"
    REJECTED = "rejected"
    EXPIRED = "expired"


class EvidenceKind(StrEnum):
    CNIC = "cnic"
    PASSPORT = "passport"
    DEGREE = "degree"
    TRANSCRIPT = "transcript"
    TEST = "test"
    EXPERIENCE = "experience"


E = EvidenceState
EVIDENCE_STEPS = (
    step("verify", E.RECEIVED, E.VERIFIED, OEC),
    step("reject", E.RECEIVED, E.REJECTED, OEC),
    step("expire", E.VERIFIED, E.EXPIRED, {SYSTEM}),
)
EVIDENCE_OWNERS = {E.RECEIVED: "oec"}
