"""One way to show a form page, also when a limit was reached."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.forms import wait_words
from accounts.limits import TooMany


def show(
    request: HttpRequest, template: str, form: BaseForm | None = None, *, refusal: TooMany | None = None, **values: object
) -> HttpResponse:
    """The page, filled as it was; 429 with the time to wait when there were too many tries."""
    if refusal is not None and form is not None:
        form.add_error(None, wait_words(refusal))
    response = render(request, template, {"form": form, **values}, status=429 if refusal else 200)
    if refusal is not None:
        response.headers["Retry-After"] = str(refusal.seconds)
    return response
