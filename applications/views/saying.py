"""How a view takes a step: one call, and the answer in words."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from workflow.steps import Refused


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
        for reason in refusal.reasons:
            form.add_error(None, str(reason))
        return False
    return True
