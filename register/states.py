"""The life of a claim at OEC's counter, and of a pair of files that are probably one person's. Pure tables: both take two people."""

from enum import StrEnum

from accounts.roles import OEC, Role
from workflow.steps import SYSTEM, step


class ClaimState(StrEnum):
    OPENED = "opened"
    CHECKED = "checked"
    SETTLED = "settled"
    REFUSED = "refused"
    LAPSED = "lapsed"


class DuplicateState(StrEnum):
    PROPOSED = "proposed"
    LATER = "later"
    ASKED = "asked"
    APART = "apart"
    MERGED = "merged"


C, D = ClaimState, DuplicateState
CLAIM_STEPS = (
    step("check", C.OPENED, C.CHECKED, OEC),
    step("settle", C.CHECKED, C.SETTLED, {Role.OEC_SUPERVISOR}),
    step("refuse", {C.OPENED, C.CHECKED}, C.REFUSED, OEC),
    step("lapse", C.OPENED, C.LAPSED, {SYSTEM}),
)
CLAIM_OWNERS = {C.OPENED: "oec", C.CHECKED: "oec"}
CLAIM_TERMS = {C.CHECKED: "second_signature"}

OPEN_PAIRS = (D.PROPOSED, D.LATER)
DUPLICATE_STEPS = (
    step("ask", OPEN_PAIRS, D.ASKED, OEC),
    step("put_off", OPEN_PAIRS, D.LATER, OEC),
    step("keep_apart", OPEN_PAIRS, D.APART, OEC),
    step("reopen", D.APART, D.PROPOSED, {Role.OEC_SUPERVISOR}),
    step("drop", D.ASKED, D.PROPOSED, {SYSTEM}),
    step("merge", D.ASKED, D.MERGED, {Role.OEC_SUPERVISOR}),
)
