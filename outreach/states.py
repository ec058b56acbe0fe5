"""The life of a lead: from a name that somebody found to the company's first vacancy. Pure table."""

from collections.abc import Iterable
from enum import StrEnum

from accounts.roles import Role
from workflow.steps import SYSTEM, step


class LeadState(StrEnum):
    FOUND = "found"
    CONTACTED = "contacted"
    MET = "met"
    AGREED = "agreed"
    FIRST_VACANCY = "first_vacancy"
    SET_ASIDE = "set_aside"


L = LeadState
INTER_SES, SYSTEM_ONLY = {Role.INTER_SES}, {SYSTEM}
OPEN = (L.FOUND, L.CONTACTED, L.MET, L.AGREED)
BEFORE_VACANCY = (*OPEN, L.SET_ASIDE)
LEAD_STEPS = (
    *(step("move", tuple(here for here in L if here != to), to, INTER_SES) for to in L),
    *(step("undo", tuple(here for here in L if here != to), to, INTER_SES) for to in L),
    *(step(name, here, here, INTER_SES) for name in ("change", "note") for here in L),
    step("invite", L.FOUND, L.CONTACTED, INTER_SES),
    *(step("invite", here, here, INTER_SES) for here in (L.CONTACTED, L.MET, L.AGREED)),
    step("register", BEFORE_VACANCY, L.AGREED, SYSTEM_ONLY),
    step("register", L.FIRST_VACANCY, L.FIRST_VACANCY, SYSTEM_ONLY),
    step("open_vacancy", BEFORE_VACANCY, L.FIRST_VACANCY, SYSTEM_ONLY),
)


def undo_target(changes: Iterable[tuple[str, str, str]]) -> str:
    """The stage to which one undo goes back, or "": of changes (step, from, to), oldest first. What the system moved stays."""
    stack: list[str] = []
    for name, source, _target in changes:
        if name == "undo" and stack:
            stack.pop()
        elif name in ("move", "invite"):
            stack.append(source)
        else:
            stack.clear()
    return stack[-1] if stack else ""
