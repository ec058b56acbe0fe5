"""What support keeps of a person: their questions with the answers. A report of a demand for money names nobody who reported."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from support.models import GuidePage, GuideVersion, Line, Question, Report, ReportNote
from support.states import QuestionState
from vault.files import erase as erase_file
from vault.models import StoredFile
from vault.moving import Move, move
from vault.plain import row, rows
from workflow.advance import advance

HOLDS = {Question: "questions", Line: "lines"}
LEFT_OUT = {
    GuidePage: "a page for everybody, checked by an officer",
    GuideVersion: "a page for everybody, as it was",
    Report: "kept without who reported it",
    ReportNote: "what an examiner found out about a report",
}
ERASED = "erased"


def of(user: User) -> Any:
    return Question.objects.filter(person=user).order_by("pk")


def export(user: User) -> dict[str, Any]:
    """Every question with its thread, as the person sees it."""
    return {"questions": [row(each, "person", "owner", "due_on") | {"lines": lines(each)} for each in of(user)]}


def lines(question: Question) -> list[dict[str, Any]]:
    return rows(question.lines.filter(is_internal=False).order_by("pk"), "question", "by", "is_internal", "file")


def files(user: User) -> Iterator[tuple[str, StoredFile]]:
    for line in Line.objects.filter(question__person=user, is_internal=False, file__isnull=False).select_related("file").order_by("pk"):
        yield f"question-{line.file.neutral_name}", line.file


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for public_id in of(user).values_list("public_id", flat=True):
        yield "support.question", public_id


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """Questions are closed; the words of both sides and the pictures go. How many there were, and about what, stays."""
    for question in of(user).exclude(state=QuestionState.CLOSED):
        advance(question, "close", by=user)
    found = Line.objects.filter(question__person=user)
    for line in found.filter(file__isnull=False).select_related("file"):
        erase_file(line.file)
    found.update(text=ERASED)
    of(user).update(about_ref=None, about_label="", reply_to=None)


def moves(gone: User, kept: User) -> list[Move]:
    """Questions go with their threads when two accounts are one person's."""
    return move(of(gone), "person_id", gone.pk, kept.pk)
