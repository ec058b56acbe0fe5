"""What applications keep of a person: applications with their answers and what was sent, interviews, offers, consents."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import joining
from applications.models import (
    AcceptCode,
    Answer,
    Application,
    Consent,
    Interview,
    Offer,
    Proposal,
    Shortlist,
    ShortlistMark,
    Slot,
    Snapshot,
)
from applications.states import OPEN, ApplicationState
from applications.transitions import withdraw
from applications.transitions.consenting import consent_words
from privacy.own_data import KEEP_LEDGER, Ties
from vault.plain import row, rows
from workflow.clock import local_day

A = ApplicationState
HOLDS = {
    Application: "applications",
    Answer: "answers",
    Snapshot: "sent",
    Interview: "interviews",
    Slot: "interview_times",
    Offer: "offers",
    Proposal: "proposals",
    Consent: "consents",
}
LEFT_OUT = {
    AcceptCode: "a code that is over after a quarter of an hour, kept as a digest",
    Shortlist: "the company's own list of numbers; it holds no word about the person",
    ShortlistMark: "what a reader of the company thought, for the company's own choice; it goes with the person",
}
IN_THE_LEDGER = (A.DEPARTED, A.ARRIVED)
LEDGER_YEARS = 2  # a placement agency keeps its ledgers for two years
EMPTY = {"motivation": "", "summary_ja": "", "override_reason": "", "returned_note": "", "restore_to": ""}
DESK_ONLY = ("owner", "due_on", "restore_to", "override_reason", "candidate")


def of(user: User) -> Any:
    return Application.objects.filter(candidate__user=user).select_related("vacancy__employer").order_by("pk")


def export(user: User) -> dict[str, Any]:
    """Each application whole, and what was agreed to in the words of the day."""
    consents = Consent.objects.filter(candidate__user=user).select_related("employer", "candidate").order_by("pk")
    return {
        "applications": [whole(application) for application in of(user)],
        "consents": [row(consent, "candidate") | {"words": consent_words(consent)} for consent in consents],
    }


def whole(application: Application) -> dict[str, Any]:
    """One application with everything that hangs on it; what only colleagues at the desk wrote for each other is theirs."""
    vacancy = application.vacancy
    return row(application, *DESK_ONLY) | {
        "vacancy": {"number": vacancy.reference, "title": vacancy.title, "employer": str(vacancy.employer)},
        "answers": [{"question": answer.question.text_en, "text": answer.text} for answer in answers(application)],
        "sent": rows(application.snapshots.order_by("version"), "application"),
        "interviews": [meeting(each) for each in application.interviews.order_by("round")],
        "offers": rows(Offer.objects.visible_to(application.candidate.user).filter(application=application), *OFFERED_BY),
        "proposals": rows(application.proposals.order_by("at"), "application", "by"),
    }


OFFERED_BY = ("application", "made_by", "typed_by", "objection")


def answers(application: Application) -> Any:
    return application.answers.select_related("question").order_by("pk")


OF_THE_EMPLOYER = (
    "mark_skill", "mark_language", "mark_talk", "mark_will", "outcome", "outcome_note", "outcome_at", "outcome_by", "reminded_at", "moves",
)  # fmt: skip


def meeting(interview: Interview) -> dict[str, Any]:
    return row(interview, "application", *OF_THE_EMPLOYER) | {"interview_times": rows(interview.slots.order_by("starts_at"), "interview")}


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for public_id in Application.objects.filter(candidate__user=user).values_list("public_id", flat=True):
        yield "applications.application", public_id


def ties(user: User) -> Ties:
    """What was sent, what is withdrawn first, and how long the law keeps a placement."""
    found = list(of(user))
    until = max((years_after(local_day(row.accepted_at, "oec")) for row in found if row.state in IN_THE_LEDGER), default=None)
    return Ties(
        has_sent=any(row.submitted_at for row in found),
        ends_first=tuple(row.reference for row in found if row.state in (*OPEN, A.ACCEPTED)),
        held_until=until,
        keeps=((KEEP_LEDGER, _("Your name, date of birth, district and the papers of your departure: a placement stands in a ledger.")),)
        if until
        else (),
    )


def years_after(day: date) -> date:
    """The same day two years on; of 29 February, 1 March."""
    try:
        return day.replace(year=day.year + LEDGER_YEARS)
    except ValueError:
        return date(day.year + LEDGER_YEARS, 3, 1)


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """Open cases are withdrawn; then every word of the person goes. Which vacancy, which steps and when: that stays."""
    for application in of(user).filter(state__in=[*OPEN, A.ACCEPTED]):
        withdraw(application, by=user)
    Consent.objects.live().filter(candidate__user=user).update(withdrawn_at=timezone.now())
    found = of(user)
    Answer.objects.filter(application__in=found).delete()
    AcceptCode.objects.filter(application__in=found).delete()
    ShortlistMark.objects.filter(application__in=found).delete()
    Interview.objects.filter(application__in=found).update(place="", message="", declined_note="", outcome_note="")
    Offer.objects.filter(application__in=found).update(objection="")
    Proposal.objects.filter(application__in=found).update(message="")
    found.update(**EMPTY)
    for snapshot in Snapshot.objects.filter(application__in=found):
        Snapshot.objects.filter(pk=snapshot.pk).update(content=emptied(snapshot.content))


def emptied(content: dict[str, Any]) -> dict[str, Any]:
    """The frame of what was sent, without the person: the database lets a snapshot become nothing else (its trigger)."""
    profile = content.get("profile", {})
    facts = {"number": profile.get("number", ""), "version": profile.get("version", 0), "about": "", "skills": [], "skill_levels": []}
    lists = {name: [] for name in ("educations", "experiences", "tests", "evidence")}
    return {"erased": True, "profile": facts, **lists, "answers": {}, "vacancy": content.get("vacancy", {})}


# ── two accounts of one person ─────────────────────────────────────────────────────────────────────────
moves, moving_blockers, standing = joining.moves, joining.blockers, joining.standing


def take_over(gone: User, kept: User) -> list[tuple[str, int, str]]:
    """One accepted job sets the other open applications aside; nothing is filled."""
    joining.set_aside(kept)
    return []


def held(users: list[int]) -> list[Any]:
    return [Application.objects.filter(candidate__user__in=users)]
