"""Questions at the desk: a list by due date, and one page with the thread and the answer."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import PARTNERS, READERS, Role
from support import transitions
from support.desk.page import desk_of, group_links, in_order, lateness, page_of, taken, version_of
from support.forms import AnswerForm, HandOverForm, NoteForm
from support.models import Question
from support.states import Desk, QuestionState
from support.words import READY, desk_word
from workflow.models import Entry

GROUPS = {
    QuestionState.ASKED: gettext_lazy("Waiting for an answer"),
    QuestionState.ANSWERED: gettext_lazy("Answered"),
    QuestionState.CLOSED: gettext_lazy("Closed"),
}
Step = Callable[[], Entry]


@role_required(*READERS)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What this desk has: late, due today, oldest."""
    wanted = request.GET.get("group", "")
    state = QuestionState(wanted) if wanted in list(QuestionState) else QuestionState.ASKED
    found = Question.objects.visible_to(request.user).filter(state=state)
    page, rows = page_of(request, in_order(found) if state == QuestionState.ASKED else found.order_by("-waiting_since", "-pk"))
    context = {"page": page, "rows": rows, "groups": group_links(request, GROUPS, state)}
    return show(request, "support/desk/questions.html", context, title=_("Questions"))


def forms_for(question: Question, desk: str, failed: tuple[str, Form] | None = None) -> list[dict[str, Any]]:
    """The forms of this page, in the order of use."""
    wanted: list[tuple[str, Any, Form]] = []
    if question.state != QuestionState.CLOSED:
        wanted.append(("answer", _("Send the answer"), AnswerForm(language=question.language, auto_id="answer_%s")))
    wanted.append(("note", _("Keep the note"), NoteForm(auto_id="note_%s")))
    if question.state == QuestionState.ASKED and question.desk != Desk.AUDITOR:
        wanted.append(("hand_over", _("Hand over"), HandOverForm(desk=question.desk, auto_id="hand_%s")))
    mine = wanted if desk == question.desk else []
    return [
        {
            "name": name,
            "label": label,
            "form": failed[1] if failed and failed[0] == name else form,
            "is_open": name == (failed[0] if failed else "answer"),
        }
        for name, label, form in mine
    ]


def one(request: HttpRequest, question: Question, failed: tuple[str, Form] | None = None) -> HttpResponse:
    """The page of one question."""
    context = {
        "question": question,
        "lines": question.lines.select_related("by", "file"),
        "forms": forms_for(question, desk_of(request), failed),
        "late": lateness(question.due_on, question.owner),
        "holder": desk_word(question.owner),
        "may_close": question.state == QuestionState.ANSWERED and desk_of(request) == question.desk,
        "knows_name": request.user.role in PARTNERS or (question.person is not None and question.person.role == Role.EMPLOYER),
        "ready": READY.values(),
    }
    return show(request, "support/desk/question.html", context, title=question.get_subject_display(), status=422 if failed else 200)


@role_required(*READERS)
@require_safe
def question(request: HttpRequest, public_id: object) -> HttpResponse:
    """The thread, the answer box, the notes."""
    return one(request, get_object_or_404(Question.objects.visible_to(request.user).select_related("person"), public_id=public_id))


@role_required(*READERS)
@require_POST
def question_step(request: HttpRequest, public_id: object, name: str) -> HttpResponse:
    """Answer, note, hand over or close."""
    found = get_object_or_404(Question.objects.visible_to(request.user), public_id=public_id)
    form = form_of(name, found, request)
    if form is not None and not form.is_valid():
        return one(request, found, (name, form))
    is_done = taken(request, step_of(name, found, form, request))
    return (
        redirect("admin:desk_questions")
        if is_done and name in ("hand_over", "answer", "close")
        else redirect("admin:desk_question", public_id=found.public_id)
    )


def form_of(name: str, found: Question, request: HttpRequest) -> Form | None:
    """The form of a step, filled in; closing needs none."""
    if name == "close":
        return None
    made: dict[str, Callable[[], Form]] = {
        "answer": lambda: AnswerForm(request.POST, language=found.language, auto_id="answer_%s"),
        "note": lambda: NoteForm(request.POST, auto_id="note_%s"),
        "hand_over": lambda: HandOverForm(request.POST, desk=found.desk, auto_id="hand_%s"),
    }
    if name not in made:
        raise Http404
    return made[name]()


def step_of(name: str, found: Question, form: Any, request: HttpRequest) -> Step:
    """The verb with what was typed."""
    seen: dict[str, Any] = {"by": request.user, "version": version_of(request)}
    said = form.cleaned_data if form else {}
    steps: dict[str, Step] = {
        "answer": lambda: transitions.answer(found, text=form.whole(), **seen),
        "note": lambda: transitions.note(found, text=said["text"], **seen),
        "hand_over": lambda: transitions.hand_over(found, to=said["to"], text=said["text"], **seen),
        "close": lambda: transitions.close(found, **seen),
    }
    return steps[name]
