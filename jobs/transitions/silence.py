"""A vacancy that went back with remarks and that nobody corrects is ended, after a warning (the no-silence clock)."""

from datetime import datetime

from jobs.models import Vacancy
from jobs.states import VacancyState
from workflow import silence
from workflow.advance import advance
from workflow.models import Entry

ENDED_BY_SILENCE = [("employer", str(VacancyState.RETURNED), "vacancy.returned")]  # nobody waits for a draft


def warn_silent(now: datetime) -> int:
    """Tell the company in time that silence ends it; once per due day; how many."""
    return silence.warn_silent(Vacancy, ENDED_BY_SILENCE, now)


def end_silent(now: datetime) -> int:
    """End what stayed silent, but never without the warning and its days; how many."""
    return silence.end_silent(Vacancy, ENDED_BY_SILENCE, now, lapse)


def lapse(vacancy: Vacancy, days: int) -> Entry:
    """It ends because nobody answered for so many days; a new one can be made from it. Raises Refused."""
    return advance(vacancy, "lapse", by=None, data={"ground": "no_answer", "days": days})
