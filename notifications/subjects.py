"""What a letter may know of the thing it speaks of: words for people, never identity values."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.roles import DESK, Role
from applications.models import Application, Offer
from candidates.models import Evidence
from jobs.models import DemandLetter, Employer, Vacancy
from workflow.models import Entry, Note
from workflow.steps import Reason


def of_employer(pk: int) -> dict[str, Any]:
    return {"employer": Employer.objects.select_related("party").get(pk=pk)}


def of_demand(pk: int) -> dict[str, Any]:
    demand = DemandLetter.objects.select_related("employer").get(pk=pk)
    return {"demand": demand, "employer": demand.employer}


def of_vacancy(pk: int) -> dict[str, Any]:
    vacancy = Vacancy.objects.select_related("employer").prefetch_related("remarks").get(pk=pk)
    return {"vacancy": vacancy, "employer": vacancy.employer}


def of_evidence(pk: int) -> dict[str, Any]:
    evidence = Evidence.objects.select_related("profile__user").get(pk=pk)
    return {"evidence": evidence, "candidate": evidence.profile}


def of_application(pk: int) -> dict[str, Any]:
    found = Application.objects.select_related("candidate__user", "vacancy__employer").get(pk=pk)
    offer = Offer.objects.filter(application=found).first()
    return {
        "application": found,
        "vacancy": found.vacancy,
        "employer": found.vacancy.employer,
        "candidate": found.candidate,
        "offer": offer,
        "was_presented": found.presented_at is not None,
        "shared_reason": Reason(found.close_reason) if found.close_reason and found.reason_is_shared else None,
    }


FACTS = {"employer": of_employer, "demand": of_demand, "vacancy": of_vacancy, "evidence": of_evidence, "application": of_application}


def facts_of(entry: Entry) -> dict[str, Any]:
    """The subject with its surroundings, the entry, and its note where it was meant for the reader of letters."""
    note = Note.objects.filter(entry=entry, reach=Note.Reach.CANDIDATE).first()
    return {**FACTS[entry.subject_kind](entry.subject_id), "entry": entry, "note": note.text if note else ""}


def link_to(entry: Entry, reader: User) -> str:
    """The page where this reader goes on, in the reader's language."""
    return f"/{reader.language}{path_for(entry, reader)}" if reader.role not in DESK else reverse("admin:index")


def path_for(entry: Entry, reader: User) -> str:
    """The page without its language prefix."""
    if reader.role == Role.CANDIDATE:
        return {"application": f"/me/applications/{entry.subject_ref}/", "evidence": "/me/documents/"}.get(entry.subject_kind, "/me/")
    pages = {"application": f"/employer/candidates/{entry.subject_ref}/", "vacancy": f"/employer/vacancies/{entry.subject_ref}/", "demand": "/employer/demand/"}
    return pages.get(entry.subject_kind, "/employer/")
