"""What follows in outreach from the steps of companies; named in portal/reactions.py. Safe to run twice."""

from jobs.models import Employer, Vacancy
from outreach import transitions
from outreach.models import Lead
from outreach.registering import link_by_number
from workflow.models import Entry


def link_its_lead(entry: Entry) -> None:
    """A company registered: its lead becomes its own."""
    link_by_number(Employer.objects.get(pk=entry.subject_id))


def move_its_lead(entry: Entry) -> None:
    """A vacancy was sent or published: the lead of this company has come to its end."""
    vacancy = Vacancy.objects.select_related("employer").get(pk=entry.subject_id)
    for lead in Lead.objects.filter(employer=vacancy.employer):
        transitions.open_vacancy(lead)
