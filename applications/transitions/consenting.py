"""Consents: given, listed, taken back, with honest consequences. For pages of a person's own data:

consents_of(profile) -> Consents of the person, newest first, with their employer; `consent.withdrawn_at` is None while live
consent_words(consent) -> the sentence that was agreed to, in the reader's language
consequences_of(consent) -> what taking it back would do now, as Reasons (str(reason) is a sentence); for the page that asks first
consent_blockers(consent) -> why it cannot be taken back now, as Reasons; [] when it can
withdraw_consent(consent, by=user) -> takes it back and does what consequences_of said; a second time does nothing; raises Refused
show_name(application, by=user), hide_name(application, by=user) -> name and contact for the employer of one application
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.journal import journal
from accounts.models import User
from applications.consent_words import NEWEST, words_of
from applications.models import Application, Consent
from applications.states import NAMED, OPEN, PLACED, ApplicationState
from applications.transitions.acting import check, check_person, move
from applications.transitions.seats import ended, locked_vacancy
from candidates.models import Profile
from workflow.models import Entry
from workflow.steps import Reason, Refused

A, Purpose = ApplicationState, Consent.Purpose
SEEN_BY_NAME = (*NAMED, *PLACED, A.ARRIVED)
SENT_AND_OPEN = tuple(state for state in OPEN if state != A.DRAFT)


def consents_of(profile: Profile) -> QuerySet[Consent]:
    """Everything this person agreed to, taken back or not, newest first."""
    return Consent.objects.filter(candidate=profile).select_related("employer").order_by("-given_at", "-pk")


def consent_words(consent: Consent) -> str:
    """The sentence that was agreed to, in the reader's language."""
    return words_of(consent.purpose, employer=consent.employer or "", version=consent.text_version)


def applications_on(consent: Consent, states: Iterable[str]) -> QuerySet[Application]:
    """The person's applications in these states that stand on this consent."""
    rows = Application.objects.filter(candidate=consent.candidate_id, state__in=list(states)).select_related("vacancy__employer")
    return rows.filter(vacancy__employer=consent.employer_id).order_by("pk") if consent.employer_id else rows.order_by("pk")


def consent_blockers(consent: Consent) -> list[Reason]:
    """A job that was accepted stands on the partners' consent and on the name: it is given up first, knowingly."""
    if consent.purpose == Purpose.PRESENT:
        return []
    placed = applications_on(consent, PLACED).first()
    return [Reason("consent_in_use", (("reference", placed.reference),))] if placed else []


def consequences_of(consent: Consent) -> list[Reason]:
    """What taking it back would do now; nothing is sent or closed by asking."""
    if consent.withdrawn_at:
        return []
    if consent.purpose == Purpose.NAME:
        told = applications_on(consent, NAMED).exists()
        return [Reason("consent_end_hides_name", _employer(consent)), *([Reason("consent_end_tells", _employer(consent))] if told else [])]
    open_ones = list(applications_on(consent, SENT_AND_OPEN))
    closes = [Reason("consent_end_withdraws", (("reference", row.reference), ("job", row.vacancy.title))) for row in open_ones]
    tells = {row.vacancy.employer for row in open_ones if row.presented_at}
    told = [Reason("consent_end_tells", (("employer", str(employer)),)) for employer in sorted(tells, key=str)]
    last = "consent_end_stops_partners" if consent.purpose == Purpose.PARTNERS else "consent_end_stops_showing"
    return [*closes, *told, Reason(last, _employer(consent))]


def _employer(consent: Consent) -> tuple[tuple[str, object], ...]:
    return (("employer", str(consent.employer)),) if consent.employer else ()


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: User) -> None:
    """The person takes it back: nothing new is shown from now on, what stood on it is withdrawn, employers who knew are told."""
    if by.pk != consent.candidate.user_id:
        raise Refused(Reason("step_not_yours"))
    _lock(consent)
    if blockers := consent_blockers(consent):
        raise Refused(*blockers)
    for row in _standing_on(consent):
        if Consent.objects.live().filter(pk=row.pk).update(withdrawn_at=timezone.now()):
            data = {"purpose": row.purpose, "employer": str(row.employer.public_id) if row.employer else ""}
            journal(by, "withdraw_consent", by=by, data=data)
            _carry_out(row, by)
    consent.refresh_from_db()


def _lock(consent: Consent) -> None:
    """All vacancies, then the applications, then the person: the order of the house."""
    rows = applications_on(consent, SENT_AND_OPEN + PLACED)
    for pk in sorted(set(rows.values_list("vacancy_id", flat=True))):
        locked_vacancy(pk)
    list(Application.objects.filter(pk__in=rows.values("pk")).order_by("pk").select_for_update(of=("self",), no_key=True))
    Profile.objects.only("pk").select_for_update(of=("self",), no_key=True).get(pk=consent.candidate_id)


def _standing_on(consent: Consent) -> list[Consent]:
    """This consent and those that mean nothing without it: to be shown needs the partners, the name needs to be shown."""
    live = Consent.objects.live().filter(candidate=consent.candidate_id).select_related("employer").order_by("pk")
    below = {Purpose.PARTNERS: (Purpose.PRESENT, Purpose.NAME), Purpose.PRESENT: (Purpose.NAME,)}.get(Purpose(consent.purpose), ())
    others = [row for row in live if row.purpose in below and consent.employer_id in (None, row.employer_id)]
    return [consent, *(row for row in others if not consent_blockers(row))]


def _carry_out(consent: Consent, by: User) -> None:
    if consent.purpose == Purpose.NAME:
        for application in applications_on(consent, NAMED):
            _note_name(application, "hide_name", by)
        return
    for application in applications_on(consent, SENT_AND_OPEN):
        before = application.state
        move(application, "withdraw", by=by, restore_to=A.DRAFT, data={"ground": "consent_withdrawn"})
        ended(application, before)


@transaction.atomic
def show_name(application: Application, *, by: User, language: str = "en") -> None:
    """The person lets this employer see name and contact, in the interview or later; once."""
    check(application, "show_name", by=by)
    if give_name(application, by=by, language=language):
        _note_name(application, "show_name", by)


def give_name(application: Application, *, by: User, language: str) -> bool:
    """The consent row itself; False when it is live already."""
    check_person(application, by=by)
    given = {"text_version": NEWEST, "language": language[:2]}
    return Consent.objects.get_or_create(
        candidate=application.candidate, purpose=Purpose.NAME, employer=application.vacancy.employer, withdrawn_at=None, defaults=given
    )[1]


def hide_name(application: Application, *, by: User) -> None:
    """The person closes name and contact to this employer again."""
    check(application, "hide_name", by=by)
    live = Consent.objects.live().filter(candidate=application.candidate_id, purpose=Purpose.NAME)
    row = live.filter(employer=application.vacancy.employer_id).select_related("candidate", "employer").first()
    if row is None:
        raise Refused(Reason("name_not_shown"))
    withdraw_consent(row, by=by)


def _note_name(application: Application, name: str, by: User) -> Entry:
    """In the journal of the application, with its clock as it was."""
    clock = {"owner": application.owner, "waiting_since": application.waiting_since, "due_on": application.due_on}
    return move(application, name, by=by, **clock)


def is_named(application: Application) -> bool:
    """Whether the employer may see name and contact now (consent, and a state in which people meet)."""
    live = Consent.objects.live().filter(candidate=application.candidate_id, purpose=Purpose.NAME)
    return application.state in SEEN_BY_NAME and live.filter(employer=application.vacancy.employer_id).exists()
