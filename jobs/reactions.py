"""What follows from steps of employers and vacancies. Each is safe to run twice."""

from jobs import transitions
from jobs.models import Vacancy
from jobs.states import EmployerState, VacancyState
from workflow.models import Entry


def pause_its_vacancies(entry: Entry) -> None:
    """A suspended employer's published vacancies pause; nothing happens when it was reinstated meanwhile. Refused comes again later."""
    published = Vacancy.objects.filter(employer_id=entry.subject_id, employer__state=EmployerState.SUSPENDED, state=VacancyState.PUBLISHED)
    for vacancy in published:
        transitions.pause(vacancy, by=None)
