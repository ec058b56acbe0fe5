"""The life of a claim at OEC's counter. Pure table: a changed number of an account takes two people."""

from enum import StrEnum

from accounts.roles import OEC, Role
from workflow.steps import SYSTEM, step


class ClaimState(StrEnum):
    OPENED = "opened"
    CHECKED = "checked"
    SETTLED = "settled"
    REFUSED = "refused"
    LAPSED = "lapsed"


C = ClaimState
CLAIM_STEPS = (
    step("check", C.OPENED, C.CHECKED, OEC),
    step("settle", C.CHECKED, C.SETTLED, {Role.OEC_SUPERVISOR}),
    step("refuse", {C.OPENED, C.CHECKED}, C.REFUSED, OEC),
    step("lapse", C.OPENED, C.LAPSED, {SYSTEM}),
)
CLAIM_OWNERS = {C.OPENED: "oec", C.CHECKED: "oec"}
CLAIM_TERMS = {C.CHECKED: "second_signature"}
