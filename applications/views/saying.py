"""How a view takes a step: one call, and the answer in words."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest
from django.utils.module_loading import import_string

from accounts.forms import wait_words
from accounts.limits import TooMany
from applications.models import Application
from vault.refusals import FileRefused
from vault.words import sentence
from workflow.steps import Refused


def is_sent(request: HttpRequest, form: Form) -> bool:
    """Whether the form is right and meant: the second button only shows the letter anew."""
    return request.method == "POST" and form.is_valid() and "preview" not in request.POST


def letters(name: str, application: Application, **facts: Any) -> list[dict[str, str]]:
    """The letter as the candidate would get it now, in the reader's language and in theirs; named in settings.LETTER_PREVIEW."""
    found: list[dict[str, str]] = import_string(settings.LETTER_PREVIEW)(name, application, **facts)
    return found


def taken(request: HttpRequest, act: Callable[[], object], success: object) -> bool:
    """Take the step and say what happened; a refusal is said in its own words."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(success))
    return True


def taken_with(form: Form, act: Callable[[], object]) -> bool:
    """Take the step; a refusal stands above the form, and nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        for words in refusal.said():
            form.add_error(None, words)
        return False
    except FileRefused as refusal:
        form.add_error("document", sentence(refusal.code))
        return False
    except TooMany as refusal:
        form.add_error(None, wait_words(refusal))
        return False
    return True
