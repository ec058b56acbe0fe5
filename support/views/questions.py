"""Asking a human, and the thread that follows."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.limits import TooMany
from accounts.models import User
from accounts.roles import Role
from support import transitions
from support.entry import count
from support.forms import AskForm, LookForm, MessageForm
from support.models import Line, Question
from support.states import ASKERS, QuestionState
from support.words import desk_word
from vault.intake import store_upload
from vault.models import StoredFile
from vault.refusals import FileRefused
from vault.views import serve
from vault.words import sentence
from workflow.steps import Refused

SHOWN = 30
OPENED = "opened_question"


def given(request: HttpRequest) -> tuple[Any, Any]:
    """What was sent; an empty POST is an answer too."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def stored(form: Form, field: str, *, owner: User | None, kind: str) -> StoredFile | None:
    """The file of a form, kept safely; what is wrong with it becomes the field's error."""
    uploaded = form.cleaned_data.get(field)
    try:
        return store_upload(uploaded, owner=owner, kind=kind) if uploaded else None
    except FileRefused as refused:
        form.add_error(field, sentence(refused.code))
        return None


def is_counted(request: HttpRequest, form: Form, what: str) -> bool:
    """Whether one more is allowed from here; else the form says when."""
    try:
        count(request, what)
    except TooMany as refusal:
        form.add_error(
            None,
            _("Too many messages came from here. Try again in %(minutes)s minutes, or call the helpline.") % {"minutes": refusal.minutes},
        )
        return False
    return True


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A question to a human, with an account or without."""
    user = request.user if request.user.is_authenticated else None
    if user is not None and user.role not in ASKERS:
        raise PermissionDenied
    own = import_string(settings.ASK_ABOUT)(user) if user is not None else []
    start = {"subject": request.GET.get("subject", ""), "about": request.GET.get("about", "")}
    form = AskForm(*given(request), user=user, own=own, initial=start)
    if request.method == "POST" and form.is_valid() and (question := asked(request, form, user)):
        if user is None:
            request.session["asked"] = question.reference
            return redirect("support:asked")
        messages.success(request, _("Your message was sent. We write to you when the answer is there."))
        return redirect(question)
    return render(request, "support/ask.html", {"form": form})


def asked(request: HttpRequest, form: AskForm, user: User | None) -> Question | None:
    """The question, or None when the form says why not."""
    if not is_counted(request, form, "question"):
        return None
    file = stored(form, "file", owner=user, kind="question")
    if form.errors:
        return None
    said = form.cleaned_data
    return transitions.ask(
        by=user,
        subject=said["subject"],
        text=said["text"],
        file=file,
        reply_to=said.get("reply_to", ""),
        language=get_language() or "en",
        about=form.about_own(),
    )


@login_not_required
@require_safe
def asked_page(request: HttpRequest) -> HttpResponse:
    """After a stranger has asked: the number, and how to read the answer."""
    number = request.session.get("asked", "")
    return render(request, "support/asked.html", {"number": number}) if number else redirect("support:ask")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """A stranger opens the own question by its number and the address that was left."""
    form = LookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and is_counted(request, form, "look"):
        found = Question.objects.filter(reference=form.cleaned_data["number"].strip().upper(), person=None).first()
        if found is not None and found.reply_to == form.cleaned_data["reply_to"]:
            request.session[OPENED] = str(found.public_id)
            return redirect("support:opened")
        form.add_error(None, _("No question has this number and this address. Look again whether both are as you gave them."))
    return render(request, "support/look.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest) -> HttpResponse:
    """A stranger's thread in this session, where the stranger may write again."""
    question = Question.objects.filter(public_id=request.session.get(OPENED), person=None).first() if request.session.get(OPENED) else None
    if question is None:
        return redirect("support:look")
    form = MessageForm(*given(request))
    if request.method == "POST" and form.is_valid() and is_counted(request, form, "question") and wrote(form, question, None):
        messages.success(request, _("Your message was sent."))
        return redirect("support:opened")
    return render(request, "support/question.html", {**thread(question, question.lines.filter(is_internal=False)), "form": form})


@role_required(*ASKERS)
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The person's questions, newest first."""
    rows = Question.objects.visible_to(request.user).order_by("-pk")[:SHOWN]
    return render(request, "support/questions.html", {"questions": rows})


@role_required(*ASKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: object) -> HttpResponse:
    """The thread, who has it and until when; writing here opens it again."""
    found = get_object_or_404(Question.objects.visible_to(request.user), public_id=public_id)
    form = MessageForm(*given(request))
    if request.method == "POST" and form.is_valid() and is_counted(request, form, "question") and wrote(form, found, request.user):
        messages.success(request, _("Your message was sent."))
        return redirect(found)
    lines = Line.objects.visible_to(request.user).filter(question=found)
    return render(request, "support/question.html", {**thread(found, lines), "form": form})


def thread(found: Question, lines: Any) -> dict[str, Any]:
    """The question, its messages, who has it."""
    may_close = found.state != QuestionState.CLOSED and found.person_id is not None
    return {"question": found, "lines": lines.select_related("file"), "holder": desk_word(found.owner), "may_close": may_close}


def wrote(form: MessageForm, found: Question, by: User | None) -> bool:
    """Whether the message stands in the thread; else the form says why."""
    file = stored(form, "file", owner=by, kind="question")
    if form.errors:
        return False
    try:
        transitions.write(found, by=by, text=form.cleaned_data["text"], file=file)
    except Refused as refusal:
        form.add_error(None, refusal.said())
        return False
    return True


@role_required(*ASKERS)
@require_POST
def close(request: HttpRequest, public_id: object) -> HttpResponse:
    """The asker needs no more."""
    found = get_object_or_404(Question.objects.visible_to(request.user), public_id=public_id)
    try:
        transitions.close(found, by=request.user)
        messages.success(request, _("Closed. You can write again at any time."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@role_required(*ASKERS, Role.OEC_OFFICER, Role.OEC_SUPERVISOR, Role.INTER_SES, Role.AUDITOR)
@require_safe
def file(request: HttpRequest, public_id: object) -> HttpResponse:
    """The file of a message, for those who read the thread."""
    line = get_object_or_404(Line.objects.visible_to(request.user).filter(file__isnull=False).select_related("file"), public_id=public_id)
    return serve(request, line.file, purpose="question")
