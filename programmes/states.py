"""The lives of a programme, of its groups, of a person in a group and of a booked test. Pure tables: from, to and by whom."""

from enum import StrEnum

from accounts.roles import OEC, PARTNERS, Role
from workflow.steps import SYSTEM, step


class ProgrammeState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    ENDED = "ended"


class GroupState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class MemberState(StrEnum):
    ASKED = "asked"
    WAITING = "waiting"
    OFFERED = "offered"
    ENROLLED = "enrolled"
    FINISHED = "finished"
    LEFT = "left"
    DROPPED = "dropped"


class BookingState(StrEnum):
    BOOKED = "booked"
    SAT = "sat"
    PASSED = "passed"
    FAILED = "failed"
    MISSED = "missed"
    CANCELLED = "cancelled"


P, G, M, B = ProgrammeState, GroupState, MemberState, BookingState
CANDIDATE, SYSTEM_ONLY = {Role.CANDIDATE}, {SYSTEM}

PROGRAMME_STEPS = (
    step("open", P.PLANNED, P.OPEN, OEC),
    step("start", P.OPEN, P.RUNNING, OEC),
    step("end", (P.PLANNED, P.OPEN, P.RUNNING), P.ENDED, OEC),
    step("step_back", P.OPEN, P.PLANNED, OEC),
    step("step_back", P.RUNNING, P.OPEN, OEC),
    *(step("change", here, here, OEC) for here in (P.PLANNED, P.OPEN, P.RUNNING)),
)

GROUP_OPEN = (G.OPEN, G.RUNNING)  # seats may be given
GROUP_LIVE = (G.PLANNED, G.OPEN, G.RUNNING)
GROUP_STEPS = (
    step("open", G.PLANNED, G.OPEN, OEC),
    step("start", G.OPEN, G.RUNNING, OEC),
    step("end", G.RUNNING, G.ENDED, OEC),
    step("cancel", GROUP_LIVE, G.CANCELLED, OEC),
    step("step_back", G.OPEN, G.PLANNED, OEC),
    step("step_back", G.RUNNING, G.OPEN, OEC),
    *(step("change", here, here, OEC) for here in GROUP_LIVE),
)

IN_LINE = (M.ASKED, M.WAITING)
SEATED = (M.OFFERED, M.ENROLLED)  # who holds a seat of the group
LIVE = (*IN_LINE, *SEATED)
OVER = (M.FINISHED, M.LEFT, M.DROPPED)
MEMBER_STEPS = (
    *(step("wait", here, M.WAITING, OEC) for here in IN_LINE),
    step("offer", IN_LINE, M.OFFERED, OEC),
    step("take_back", M.OFFERED, M.WAITING, OEC),
    step("accept", M.OFFERED, M.ENROLLED, CANDIDATE),
    step("decline", M.OFFERED, M.LEFT, CANDIDATE),
    step("lapse", M.OFFERED, M.LEFT, SYSTEM_ONLY),
    step("withdraw", LIVE, M.LEFT, CANDIDATE),
    step("enrol", (*IN_LINE, M.OFFERED), M.ENROLLED, OEC),
    step("finish", M.ENROLLED, M.FINISHED, OEC),
    step("leave", LIVE, M.LEFT, OEC),
    step("drop", M.ENROLLED, M.DROPPED, OEC),
    step("release", LIVE, M.LEFT, SYSTEM_ONLY),
    *(step("bring_back", OVER, back, OEC) for back in (M.ENROLLED, M.WAITING)),
)
MEMBER_OWNERS = {M.ASKED: "oec", M.WAITING: "oec", M.OFFERED: "candidate"}
MEMBER_TERMS = {M.WAITING: "waiting_list"}

SAT = (B.SAT, B.PASSED, B.FAILED)
RECORDED = (*SAT, B.MISSED)
BOOKING_STEPS = (
    step("sit", B.BOOKED, B.SAT, OEC),
    step("pass", (B.BOOKED, B.SAT), B.PASSED, OEC),
    step("fail", (B.BOOKED, B.SAT), B.FAILED, OEC),
    step("miss", B.BOOKED, B.MISSED, OEC),
    step("cancel", B.BOOKED, B.CANCELLED, PARTNERS | SYSTEM_ONLY),
    step("undo", (*RECORDED, B.CANCELLED), B.BOOKED, OEC),
)
RESULT_STEPS = {B.SAT: "sit", B.PASSED: "pass", B.FAILED: "fail", B.MISSED: "miss"}

# Why somebody is not in a group any more. What a person says of health or family is nobody's to code.
BY_DESK_LEFT = ("own_wish", "unreachable", "level_too_low", "level_too_high", "placed", "other_programme")
BY_DESK_DROPPED = ("attendance", "no_progress", "conduct", "unreachable")
BY_ITSELF = ("declined", "no_answer", "withdrew", "group_cancelled", "not_placed", "account_ended")
REASONS = tuple(dict.fromkeys((*BY_DESK_LEFT, *BY_DESK_DROPPED, *BY_ITSELF)))
