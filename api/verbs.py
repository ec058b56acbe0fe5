"""Which verb of the house each step of the API calls, and what its body holds. One line a step."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from rest_framework.serializers import Serializer

from api import serializers as s
from applications import transitions as applications
from applications.models import Application, Offer
from candidates import transitions as evidence
from candidates.models import Evidence
from departure import transitions as departure
from jobs import transitions as jobs
from jobs.models import DemandLetter, Employer, Vacancy

Verb = Callable[..., Any]


def publish(vacancy: Vacancy, *, by: Any, demand_letter: Any, **how: Any) -> Any:
    """The letter is looked up among those that the caller may see."""
    letter = DemandLetter.objects.visible_to(by).filter(public_id=demand_letter).first()
    if letter is None:
        raise Http404
    return jobs.publish(vacancy, by=by, letter=letter, **how)


def send_back_vacancy(vacancy: Vacancy, *, by: Any, remarks: dict[str, str] | None = None, **how: Any) -> Any:
    return jobs.send_back(vacancy, by=by, remarks=remarks or {}, **how)


def submit_application(application: Application, *, by: Any, note: str = "", answers: list[str] | None = None, **how: Any) -> Any:
    told = {"answers": dict(enumerate(answers, start=1))} if answers else {}
    return applications.submit(application, by=by, language=by.language, **how, **told)


def offer(application: Application, *, by: Any, version: int, **conditions: Any) -> Any:
    return applications.propose_offer(application, by=by, conditions=conditions, version=version)


def accept(application: Application, *, by: Any, code: str, version: int, note: str = "") -> Any:
    return applications.accept(application, by=by, code=code, version=version)


def without_note(verb: Verb) -> Verb:
    """A verb that takes no note."""
    return lambda row, *, note="", **how: verb(row, **how)


VERBS: dict[str, tuple[type[Any], type[Serializer], dict[str, tuple[type[Serializer], Verb]]]] = {
    "employers": (
        Employer,
        s.EmployerOut,
        {
            "verify": (s.VerifyEmployerIn, jobs.verify),
            "suspend": (s.NoteIn, jobs.suspend),
            "reinstate": (s.Versioned, jobs.reinstate),
        },
    ),
    "demand-letters": (
        DemandLetter,
        s.DemandLetterOut,
        {
            "send_for_attestation": (s.Versioned, jobs.send_for_attestation),
            "enter_attestation": (s.AttestationIn, jobs.enter_attestation),
            "confirm_attestation": (s.Versioned, jobs.confirm_attestation),
            "send_back_attestation": (s.NoteIn, jobs.send_back_attestation),
        },
    ),
    "vacancies": (
        Vacancy,
        s.VacancyOut,
        {
            "submit": (s.Versioned, jobs.submit),
            "vet": (s.Versioned, jobs.vet),
            "send_back": (s.RemarksIn, send_back_vacancy),
            "publish": (s.PublishIn, publish),
            "pause": (s.Versioned, jobs.pause),
            "resume": (s.Versioned, jobs.resume),
            "close": (s.Versioned, jobs.close),
            "reopen": (s.ReopenIn, jobs.reopen),
            "end": (s.Versioned, jobs.end),
        },
    ),
    "evidence": (
        Evidence,
        s.EvidenceOut,
        {"verify": (s.VerifyEvidenceIn, evidence.verify), "reject": (s.RejectEvidenceIn, evidence.reject)},
    ),
    "applications": (
        Application,
        s.ApplicationOut,
        {
            "submit": (s.SubmitApplicationIn, submit_application),
            "send_back": (s.NoteIn, applications.send_back),
            "endorse": (s.EndorseIn, applications.endorse),
            "refer_back": (s.NoteIn, applications.refer_back),
            "present": (s.PresentIn, applications.present),
            "invite": (s.InviteIn, without_note(applications.invite)),
            "offer": (s.OfferIn, offer),
            "rescind": (s.NoteIn, applications.rescind),
            "accept": (s.AcceptIn, accept),
            "decline_offer": (s.Versioned, applications.decline_offer),
            "not_select": (s.NotSelectIn, applications.not_select),
            "withdraw": (s.Versioned, without_note(lambda row, *, by, version: applications.withdraw(row, by=by))),
            "restore": (s.Versioned, without_note(applications.restore)),
            "close": (s.CloseIn, applications.close),
            "depart": (s.DepartIn, departure.depart),
            "arrive": (s.ArriveIn, departure.arrive),
        },
    ),
}


def assent(row: Offer, *, by: Any) -> Any:
    return applications.assent_offer(row, by=by)


def object_to(row: Offer, *, by: Any, objection: str) -> Any:
    return applications.object_to_offer(row, by=by, objection=objection)


OFFER_VERBS: dict[str, tuple[type[Serializer], Verb]] = {"assent": (s.NothingIn, assent), "object": (s.ObjectionIn, object_to)}
