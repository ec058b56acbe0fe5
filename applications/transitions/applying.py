"""What a candidate does: start, answer, send, withdraw, restore.

`answers` are texts by the place of the question, {1: "...", 2: "..."}; a vacancy without questions takes none.
"""

from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import OEC, Role
from applications import rules
from applications.consent_words import NEWEST
from applications.models import Answer, Application, Consent, Snapshot
from applications.snapshot import content_of
from applications.states import RESTORABLE, ApplicationState
from applications.transitions.acting import SOURCES, check, has_other_accepted, live_consents, move, new_reference
from applications.transitions.seats import ended, locked
from applications.transitions.turns import turn_of
from candidates.models import Profile
from jobs.models import Vacancy
from jobs.states import VacancyState
from jobs.versions import live_of
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused

A = ApplicationState
UNSENT = (A.DRAFT, A.RETURNED)
ANSWER_LENGTH = 1000
TRIES = 5
TAKES_OPEN_ONES = (VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.CLOSED)


def start(vacancy: Vacancy, *, candidate: Profile, by: User, source: str = "") -> Application:
    """The candidate's draft for this vacancy: made once, found again afterwards. OEC may start it on behalf, with the source."""
    is_own = by.pk == candidate.user_id and by.role == Role.CANDIDATE
    if not is_own and by.role not in OEC:
        raise Refused(Reason("step_not_yours"))
    if not is_own and source not in SOURCES:
        raise Refused(Reason("source_missing"))
    if found := Application.objects.filter(candidate=candidate, vacancy=vacancy).first():
        return found
    if not Vacancy.objects.open().filter(pk=vacancy.pk).exists():
        raise Refused(Reason("vacancy_not_open"))
    application = Application(candidate=candidate, vacancy=vacancy, reference=new_reference())
    try:
        with transaction.atomic():
            begin(application, "start", by=by, on_behalf_of=None if is_own else candidate.user, source=source)
    except IntegrityError:
        return started(vacancy, candidate)
    return application


def started(vacancy: Vacancy, candidate: Profile) -> Application:
    """What a second request at the same time has made; nothing, where this account was merged into another this very moment."""
    found = Application.objects.filter(candidate=candidate, vacancy=vacancy).first()
    if found is None:
        raise Refused(Reason("changed_meanwhile"))
    return found


@transaction.atomic
def save_answers(application: Application, answers: Mapping[int, str], *, motivation: str | None = None) -> None:
    """Keep what was typed in an application that is not sent; a plain edit, so no step. Once it is sent, nothing is written."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True).filter(pk=application.pk, state__in=UNSENT)
    if not rows.exists():
        raise Refused(Reason("changed_meanwhile"))
    if motivation is not None:
        rows.update(motivation=motivation)
        application.motivation = motivation
    said = {question: answers[question.order].strip() for question in application.vacancy.questions.all() if question.order in answers}
    if any(len(text) > ANSWER_LENGTH for text in said.values()):
        raise Refused(Reason("answer_too_long"))
    for question, text in said.items():
        Answer.objects.update_or_create(application=application, question=question, defaults={"text": text})


@transaction.atomic
def submit(
    application: Application,
    *,
    by: User,
    consents: Collection[str] = (),
    language: str = "en",
    on_behalf_of: User | None = None,
    source: str = "",
    version: int | None = None,
    answers: Mapping[int, str] | None = None,
) -> Entry:
    """Send it to OEC: consents recorded, snapshot taken (no identity values), the clock starts."""
    check(application, "submit", by=by, on_behalf_of=on_behalf_of, source=source)
    if answers:
        save_answers(application, answers)
    blockers = submit_blockers(application, consents)
    entry = move(
        application,
        "submit",
        by=by,
        on_behalf_of=on_behalf_of,
        source=source,
        version=version,
        unless=blockers,
        submitted_at=timezone.now(),
        returned_note="",
        vacancy_version=seen.number if (seen := live_of(application.vacancy)) else None,
    )
    _record_consents(application, consents, language=language, source=source)
    Snapshot.objects.create(application=application, version=application.version, content=content_of(application))
    return entry


def submit_blockers(application: Application, consents: Collection[str]) -> list[Reason]:
    """What keeps this application from being sent now; an application sent back goes on although the vacancy has closed."""
    profile, vacancy = application.candidate, application.vacancy
    is_open = Vacancy.objects.open().filter(pk=vacancy.pk).exists()
    goes_on = application.state == A.RETURNED and vacancy.state in TAKES_OPEN_ONES
    reasons = rules.submit_blockers(
        vacancy_is_open=is_open or goes_on,
        starts_on=vacancy.starts_on,
        birth=profile.birth_date,
        has_name=bool(profile.full_name),
        has_cnic=profile.cnic is not None,
        has_verified_phone=profile.user.phone_verified,
        has_education=profile.educations.exists(),
        has_test=profile.tests.exists(),
        has_answers=not unanswered(application),
        consents=set(consents) | live_consents(profile, application),
    )
    return [Reason("other_accepted"), *reasons] if has_other_accepted(application) else reasons


def unanswered(application: Application) -> bool:
    """Whether a question of the employer still waits for words."""
    answered = application.answers.exclude(text="").values("question")
    return application.vacancy.questions.exclude(pk__in=answered).exists()


def _record_consents(application: Application, consents: Collection[str], *, language: str, source: str) -> None:
    words = {"text_version": NEWEST, "language": language, "source": source}
    receivers = {rules.PARTNERS: None, rules.PRESENT: application.vacancy.employer}
    Consent.objects.bulk_create(
        [
            Consent(candidate=application.candidate, purpose=purpose, employer=receivers[purpose], **words)
            for purpose in receivers
            if purpose in consents
        ],
        ignore_conflicts=True,
    )


def withdraw(application: Application, *, by: User, on_behalf_of: User | None = None, source: str = "", note: str = "") -> Entry:
    """Never refused while it is not final: if somebody moved it meanwhile, it is read again and withdrawn from there. Frees the seat."""
    for _ in range(TRIES):
        try:
            return _withdraw(application, by=by, on_behalf_of=on_behalf_of, source=source, note=note)
        except Refused as refusal:
            if refusal.reasons != (Reason("changed_meanwhile"),):
                raise
    raise Refused(Reason("changed_meanwhile"))


@transaction.atomic
def _withdraw(application: Application, *, by: User, on_behalf_of: User | None, source: str, note: str) -> Entry:
    locked(application)
    application.refresh_from_db()
    before = application.state
    entry = move(application, "withdraw", by=by, on_behalf_of=on_behalf_of, source=source, note=note, restore_to=stood_at(application))
    ended(application, before)
    return entry


def stood_at(application: Application) -> str:
    """Where it may return to: an offer is not restored, the selection before it is; an accepted job is not restored at all."""
    if application.state == A.OFFERED:
        return A.INTERVIEWING if application.interviews.exists() else A.PRESENTED
    if application.state == A.SUPERSEDED:
        return application.restore_to
    return application.state if application.state in RESTORABLE else ""


@transaction.atomic
def supersede(application: Application) -> Entry:
    """The system sets it aside because the person accepted another job."""
    before = application.state
    entry = advance(application, "supersede", by=None, restore_to=stood_at(application))
    ended(application, before)
    return entry


@transaction.atomic
def restore(application: Application, *, by: User, on_behalf_of: User | None = None, source: str = "", version: int | None = None) -> Entry:
    """Back to where it stood, while the vacancy takes it and nothing else is accepted."""
    check(application, "restore", by=by, on_behalf_of=on_behalf_of, source=source)
    locked(application)
    application.vacancy.refresh_from_db()
    back = application.restore_to
    return move(
        application,
        "restore",
        by=by,
        on_behalf_of=on_behalf_of,
        source=source,
        version=version,
        target=back if back in RESTORABLE else "",
        unless=restore_blockers(application),
        restore_to="",
        **(turn_of(application) if back == A.INTERVIEWING else {}),
    )


def restore_blockers(application: Application) -> list[Reason]:
    """What keeps a withdrawn or superseded application where it is; a draft needs an open vacancy, others one that still goes on."""
    vacancy, back = application.vacancy, application.restore_to
    is_open = Vacancy.objects.open().filter(pk=vacancy.pk).exists() if back == A.DRAFT else vacancy.state in TAKES_OPEN_ONES
    return rules.restore_blockers(
        restore_to=back if back in RESTORABLE else "", vacancy_is_open=is_open, has_other_accepted=has_other_accepted(application)
    )
