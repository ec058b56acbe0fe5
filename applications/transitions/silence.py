"""What nobody answers is ended by the system, with a warning before; never where a desk owes the act (product.md)."""

from datetime import datetime

from applications import rules
from applications.models import Application
from applications.states import SELECTING, ApplicationState
from applications.transitions.reviewing import close
from workflow import silence

A = ApplicationState
ENDED_BY_SILENCE = [  # a draft ends with its vacancy: nobody waits for it
    (owner, str(state), str(state))
    for owner, state in (
        ("candidate", A.RETURNED),
        ("candidate", A.INTERVIEWING),
        ("candidate", A.OFFERED),
        *(("employer", state) for state in SELECTING),
    )
]


def warn_silent(now: datetime) -> int:
    """Say before, in time, that silence ends it; once per case and due day; how many."""
    return silence.warn_silent(Application, ENDED_BY_SILENCE, now)


def end_silent(now: datetime) -> int:
    """Close what stayed silent, but never without the warning and its days; how many."""
    return silence.end_silent(Application, ENDED_BY_SILENCE, now, _end)


def _end(application: Application, days: int) -> None:
    close(application, by=None, ground=rules.silence_ground(days=days))
