"""Whether a waiting message is still true and still for this person: asked again at the moment of sending."""

from accounts.models import Membership
from accounts.roles import Role
from applications.models import Application, Consent
from candidates.models import Evidence
from jobs.models import DemandLetter, Employer, Vacancy
from notifications.mailing import UNTRUE_IN
from notifications.models import Message

SUBJECTS = {model.KIND: model for model in (Employer, DemandLetter, Vacancy, Evidence, Application)}
NAMES_A_CANDIDATE = "candidate_presented"


def is_wanted(message: Message) -> bool:
    """The reader may still sign in, still acts for the party, has not agreed it away, and the news is still true."""
    reader = message.recipient
    if reader is not None and not reader.is_active:
        return False
    if message.entry is None or reader is None:
        return True
    return is_true(message) and is_for(message) and is_consented(message)


def is_true(message: Message) -> bool:
    """The subject has not come to a state in which this letter would be untrue (mailing.UNTRUE_IN)."""
    states = UNTRUE_IN.get(message.template, ())
    subjects = SUBJECTS[message.entry.subject_kind]._base_manager
    return not (states and subjects.filter(pk=message.entry.subject_id, state__in=states).exists())


def is_for(message: Message) -> bool:
    """An employer's letter goes only to who acts for that employer today."""
    if message.recipient.role != Role.EMPLOYER:
        return True
    path = {"employer": "pk", "demand": "demand_letters", "vacancy": "vacancies", "application": "vacancies__applications"}
    companies = Employer.objects.filter(**{path[message.entry.subject_kind]: message.entry.subject_id})
    return Membership.objects.live().filter(user=message.recipient, party__in=companies.values("party")).exists()


def is_consented(message: Message) -> bool:
    """A candidate is named to an employer, by number, only while the person agrees to be presented there (N11)."""
    if message.template != NAMES_A_CANDIDATE:
        return True
    application = Application.objects.select_related("vacancy").get(pk=message.entry.subject_id)
    agreed = Consent.objects.live().filter(candidate=application.candidate_id, purpose=Consent.Purpose.PRESENT)
    return agreed.filter(employer=application.vacancy.employer_id).exists()
