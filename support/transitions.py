"""The verbs of questions and reports. One way in: pages and desk call these."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from support import rules
from support.models import Line, Question, Report, ReportNote
from support.references import new_reference
from support.states import DESK_OF_ROLE, Desk, QuestionState
from support.words import DISMISSED, SETTLED
from vault.models import StoredFile
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused


def unused(model: type[Question] | type[Report], prefix: str) -> str:
    """A number that nobody has; RuntimeError when five in a row were taken."""
    for _try in range(5):
        number = new_reference(prefix, timezone.now().year)
        if not model._base_manager.filter(reference=number).exists():
            return number
    raise RuntimeError("no unused number found")


@transaction.atomic
def ask(
    *,
    by: User | None,
    subject: str,
    text: str,
    file: StoredFile | None = None,
    reply_to: str = "",
    language: str = "en",
    about: tuple[object, str] | None = None,
) -> Question:
    """Put a question to the desk whose it is; a stranger leaves a reply address. Raises Refused."""
    if reasons := rules.line_blockers(text=text, has_file=file is not None):
        raise Refused(*reasons)
    ref, label = about or (None, "")
    question = Question(
        person=by,
        reply_to=None if by else reply_to,
        language=by.language if by else language,
        subject=subject,
        about_ref=ref,
        about_label=label,
        reference=unused(Question, "Q"),
        desk=rules.desk_of(subject=subject, asker_is_employer=by is not None and by.role == Role.EMPLOYER),
    )
    begin(question, "ask", by=by)
    _line(question, by, text, file)
    return question


@transaction.atomic
def write(question: Question, *, by: User | None, text: str, file: StoredFile | None = None) -> Entry:
    """The asker writes again: a closed question opens, one that waits keeps its day. Raises Refused."""
    if question.person != by:
        raise Refused(Reason("step_not_yours"))
    entry = advance(question, "write", by=by, unless=rules.line_blockers(text=text, has_file=file is not None), **_clock_kept(question))
    _line(question, by, text, file)
    return entry


@transaction.atomic
def answer(question: Question, *, by: User, text: str, version: int | None = None) -> Entry:
    """The desk answers; the asker is told that an answer waits. Raises Refused."""
    blockers = [*_desk_blockers(question.desk, by), *rules.line_blockers(text=text, has_file=False)]
    entry = advance(question, "answer", by=by, version=version, unless=blockers)
    _line(question, by, text, None, is_from_desk=True)
    return entry


@transaction.atomic
def note(question: Question, *, by: User, text: str, version: int | None = None) -> Entry:
    """A word for colleagues; nothing moves. Raises Refused."""
    blockers = [*_desk_blockers(question.desk, by), *rules.line_blockers(text=text, has_file=False)]
    entry = advance(question, "note", by=by, version=version, unless=blockers, **_clock_kept(question))
    _line(question, by, text, None, is_from_desk=True, is_internal=True)
    return entry


@transaction.atomic
def hand_over(question: Question, *, by: User, to: str, text: str = "", version: int | None = None) -> Entry:
    """Give a question to the other partner, whose days begin now. Raises Refused."""
    blockers = [*_desk_blockers(question.desk, by), *rules.hand_over_blockers(desk=question.desk, to=to)]
    if blockers:
        raise Refused(*blockers)
    if text.strip():
        _line(question, by, text, None, is_from_desk=True, is_internal=True)
    question.desk = Desk(to)
    return advance(question, "hand_over", by=by, version=version, desk=question.desk, data={"to": to})


def close(question: Question, *, by: User | None, version: int | None = None) -> Entry:
    """Nothing more to say: by the asker, the desk, or after two weeks of silence. Raises Refused."""
    is_asker = by is not None and question.person == by
    blockers = [] if by is None or is_asker else _desk_blockers(question.desk, by)
    return advance(question, "close", by=by, version=version, unless=blockers)


@transaction.atomic
def receive(*, said: dict[str, Any], photo: StoredFile | None, language: str) -> Report:
    """Take a report of a demand for money. Who reports is never kept, unless a reply address was left."""
    desk = rules.desk_of_report(said_to_be=said["said_to_be"])
    report = Report(**said, photo=photo, language=language, desk=desk, reference=unused(Report, "R"))
    begin(report, "receive", by=None)
    return report


def examine(report: Report, *, by: User, version: int | None = None) -> Entry:
    """Somebody looks into it; the days begin anew. Raises Refused."""
    return advance(report, "examine", by=by, version=version, unless=_desk_blockers(report.desk, by))


@transaction.atomic
def pass_on(report: Report, *, by: User, text: str, version: int | None = None) -> Entry:
    """From the auditor to OEC (an impostor), or from OEC to the auditor (it is about staff after all). Raises Refused."""
    blockers = [*_desk_blockers(report.desk, by), *([] if text.strip() else [Reason("finding_missing")])]
    if blockers:
        raise Refused(*blockers)
    ReportNote.objects.create(report=report, by=by, text=text)
    report.desk = Desk.OEC if report.desk == Desk.AUDITOR else Desk.AUDITOR
    return advance(report, "pass_on", by=by, version=version, desk=report.desk, data={"to": str(report.desk)})


@transaction.atomic
def note_report(report: Report, *, by: User, text: str, version: int | None = None) -> Entry:
    """What was found so far. Raises Refused."""
    blockers = [*_desk_blockers(report.desk, by), *([] if text.strip() else [Reason("finding_missing")])]
    entry = advance(report, "note", by=by, version=version, unless=blockers, **_clock_kept(report))
    ReportNote.objects.create(report=report, by=by, text=text)
    return entry


def settle(report: Report, *, by: User, outcome: str, text: str, version: int | None = None) -> Entry:
    """Something was found and done. Raises Refused."""
    return _end(report, "settle", frozenset(SETTLED), by, outcome, text, version)


def dismiss(report: Report, *, by: User, outcome: str, text: str, version: int | None = None) -> Entry:
    """Nothing could be found; the reason is coded. Raises Refused."""
    return _end(report, "dismiss", frozenset(DISMISSED), by, outcome, text, version)


@transaction.atomic
def _end(report: Report, name: str, known: frozenset[str], by: User, outcome: str, text: str, version: int | None) -> Entry:
    blockers = [*_desk_blockers(report.desk, by), *rules.outcome_blockers(outcome=outcome, known=known, note=text)]
    entry = advance(report, name, by=by, version=version, unless=blockers, outcome=outcome, data={"outcome": outcome})
    ReportNote.objects.create(report=report, by=by, text=text)
    return entry


def _desk_blockers(desk: str, by: User) -> list[Reason]:
    return rules.step_blockers(desk=desk, desk_of_role=DESK_OF_ROLE.get(by.role))  # type: ignore[call-overload]


def _clock_kept(subject: Question | Report) -> dict[str, object]:
    """A word more does not move the day; only what was answered or closed begins to wait again."""
    is_waiting = subject.state != QuestionState.ANSWERED and subject.state != QuestionState.CLOSED
    return {"waiting_since": subject.waiting_since, "due_on": subject.due_on} if is_waiting else {}


def _line(question: Question, by: User | None, text: str, file: StoredFile | None, **marks: bool) -> Line:
    return Line.objects.create(question=question, by=by, text=text.strip(), file=file, **marks)
