"""What follows from steps of applications and vacancies. Each is safe to run twice."""

from django.utils import timezone

from applications.models import Application
from applications.states import OPEN, PLACED
from applications.transitions import close, supersede
from jobs import transitions as jobs
from jobs.models import Vacancy
from jobs.models.vacancy import TOKYO
from jobs.states import LIVE, VacancyState
from workflow.models import Entry
from workflow.steps import Reason, Refused

TRIES = 5


def supersede_the_others(entry: Entry) -> None:
    """The person has accepted a job: the other open applications are set aside, and may be restored while possible."""
    accepted = Application.objects.placed().filter(pk=entry.subject_id).first()
    if accepted is None:
        return
    for other in Application.objects.open().filter(candidate=accepted.candidate_id).exclude(pk=accepted.pk).order_by("pk"):
        _persist(other, supersede)


def close_its_applications(entry: Entry) -> None:
    """The vacancy has ended: what is still open is closed with this reason; people already placed go on."""
    for application in Application.objects.open().filter(vacancy_id=entry.subject_id, vacancy__state=VacancyState.ENDED).order_by("pk"):
        _persist(application, lambda row: close(row, by=None, ground="vacancy_ended"))


def _persist(application: Application, verb) -> None:
    """Take the step although people move the row at the same time; a row that is not open any more needs nothing."""
    for _ in range(TRIES):
        try:
            verb(application)
            return
        except Refused as refusal:
            if refusal.reasons != (Reason("changed_meanwhile"),):
                raise
            application.refresh_from_db()
            if application.state not in OPEN:
                return
    raise Refused(Reason("changed_meanwhile"))


def close_a_full_vacancy(entry: Entry) -> None:
    """All seats are taken: the system closes the vacancy; who was presented stands on the reserve."""
    vacancy = Vacancy.objects.filter(applications__pk=entry.subject_id, state__in=LIVE).first()
    if vacancy and vacancy.seats_left <= 0:
        jobs.close(vacancy, by=None)


def reopen_for_the_reserve(entry: Entry) -> None:
    """A freed seat serves the reserve by itself (it is counted, not stored); a vacancy that closed because it was full opens again."""
    if entry.source_state not in PLACED:
        return
    vacancy = Vacancy.objects.filter(applications__pk=entry.subject_id, state=VacancyState.CLOSED).first()
    if vacancy and _closed_because_full(vacancy):
        jobs.reopen(vacancy, by=None)


def _closed_because_full(vacancy: Vacancy) -> bool:
    last = Entry.objects.about(vacancy).filter(kind="vacancy.close").last()
    is_by_system = last is not None and last.actor_id is None
    return is_by_system and vacancy.seats_left > 0 and vacancy.closes_on >= timezone.now().astimezone(TOKYO).date()
