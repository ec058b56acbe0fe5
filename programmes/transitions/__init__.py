"""The verbs of programmes, groups, members and tests. One way in: pages, tasks and the demo call these; all raise Refused."""

from programmes.transitions.groups import add_group, cancel_group, change_group, end_group, open_group, start_group, step_group_back
from programmes.transitions.lessons import record_lesson
from programmes.transitions.members import (
    accept,
    add,
    ask,
    bring_back,
    decline,
    drop,
    enrol,
    finish,
    lapse,
    leave,
    offer,
    release,
    take_back,
    tell_me,
    wait,
    withdraw,
)
from programmes.transitions.programmes import change_programme, end_programme, plan, step_programme
from programmes.transitions.sittings import add_sitting, book, cancel_booking, record_result, undo_result

__all__ = [
    "accept", "add", "add_group", "add_sitting", "ask", "book", "bring_back", "cancel_booking", "cancel_group", "change_group",
    "change_programme", "decline", "drop", "end_group", "end_programme", "enrol", "finish", "lapse", "leave", "offer", "open_group",
    "plan", "record_lesson", "record_result", "release", "start_group", "step_group_back",
    "step_programme", "take_back", "tell_me", "undo_result", "wait", "withdraw",
]  # fmt: skip
