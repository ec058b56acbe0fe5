"""The life of a second signature: somebody asks, somebody else says yes or no, or nobody comes in time (issue 5, rights). Pure table."""

from enum import StrEnum

from accounts.roles import OEC, Role
from workflow.steps import SYSTEM, step


class SecondState(StrEnum):
    ASKED = "asked"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


S = SecondState
SIGNERS = {Role.OEC_SUPERVISOR, Role.INTER_SES, Role.OPERATOR}  # never the auditor, who changes nothing
SECOND_STEPS = (
    step("sign", S.ASKED, S.SIGNED, SIGNERS),
    step("refuse", S.ASKED, S.REFUSED, SIGNERS),
    step("withdraw", S.ASKED, S.WITHDRAWN, OEC | {Role.OPERATOR}),
    step("lapse", S.ASKED, S.LAPSED, {SYSTEM}),
)
SECOND_OWNERS = {S.ASKED: "second_signature"}
