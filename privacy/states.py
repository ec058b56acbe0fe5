"""The life of a copy of one's own data, and of the end of an account (product: own data; N14: nobody is kept from leaving). Pure tables."""

from enum import StrEnum

from accounts.roles import EVERYBODY, Role
from workflow.steps import SYSTEM, step


class CopyState(StrEnum):
    ASKED = "asked"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


class DeletionState(StrEnum):
    ASKED = "asked"
    UNDONE = "undone"
    ERASING = "erasing"
    HELD = "held"
    ERASED = "erased"


C, D = CopyState, DeletionState
SYSTEM_ONLY = {SYSTEM}
COPY_STEPS = (
    step("finish", C.ASKED, C.READY, SYSTEM_ONLY),
    step("fail", C.ASKED, C.FAILED, SYSTEM_ONLY),
    step("expire", C.READY, C.EXPIRED, SYSTEM_ONLY | EVERYBODY),
)
DELETION_STEPS = (
    step("undo", D.ASKED, D.UNDONE, {Role.CANDIDATE}),
    step("begin", (D.ASKED, D.HELD), D.ERASING, SYSTEM_ONLY),
    step("hold", D.ERASING, D.HELD, SYSTEM_ONLY),
    step("finish", D.ERASING, D.ERASED, SYSTEM_ONLY),
)
