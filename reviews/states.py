"""The life of a batch: decided by one person, signed by another, released as one (product.md, decisions at the desk). Pure table."""

from enum import StrEnum

from accounts.roles import PARTNERS, Role
from workflow.steps import SYSTEM, step


class BatchState(StrEnum):
    DECIDED = "decided"
    SIGNED = "signed"
    RELEASING = "releasing"
    RELEASED = "released"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


B = BatchState
SIGNERS = frozenset({Role.OEC_SUPERVISOR, Role.INTER_SES})
SIGNED_STATES = (B.SIGNED, B.RELEASING, B.RELEASED)

BATCH_STEPS = (
    step("sign", B.DECIDED, B.SIGNED, SIGNERS),
    step("send_back", B.DECIDED, B.RETURNED, SIGNERS),
    step("take_out", B.DECIDED, B.DECIDED, PARTNERS),
    step("withdraw", B.DECIDED, B.WITHDRAWN, PARTNERS),
    step("stop", B.SIGNED, B.DECIDED, SIGNERS),
    step("begin", B.SIGNED, B.RELEASING, {SYSTEM}),
    step("finish", B.RELEASING, B.RELEASED, {SYSTEM}),
)
BATCH_TERMS = {B.DECIDED: "second_signature"}
OPEN_BATCH = (B.DECIDED, B.SIGNED, B.RELEASING)
