"""Every refusal is a problem document (RFC 9457) in the caller's language, with the same words as on the pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from workflow.steps import Refused

MEDIA_TYPE = "application/problem+json"
NAMES = {
    400: "invalid",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "refused",
    415: "unsupported-media-type",
    422: "key-reused",
    429: "too-many-requests",
}


class KeyReused(exceptions.APIException):
    """The same Idempotency-Key came with another body."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was used with another request."


class StillAtWork(exceptions.APIException):
    """The first call with this key has not finished."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = "The first call with this Idempotency-Key has not finished."


def document(code: int, detail: str, **more: object) -> Response:
    """A problem answer; `type` is stable and names the kind of problem."""
    body = {"type": f"urn:safeer:problem:{NAMES.get(code, 'error')}", "title": title_of(code), "status": code, "detail": detail, **more}
    return Response(body, status=code, content_type=MEDIA_TYPE)


def title_of(code: int) -> str:
    titles = {
        400: _("Something in the request is not right."),
        401: _("Sign in first."),
        403: _("This is not open to you."),
        404: _("There is nothing here."),
        409: _("This step is not possible now."),
        429: _("Too many requests. Wait a little."),
    }
    return titles.get(code, _("The request was refused."))


def problem(failure: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: our refusals are 409 with their reasons, everything else keeps its status."""
    if isinstance(failure, Refused):
        reasons = [{"code": reason.code, "values": dict(reason.values), "words": str(reason)} for reason in failure.reasons]
        return document(409, str(failure), reasons=reasons)
    answer = exception_handler(failure, context)
    if answer is None:
        return None
    if isinstance(failure, exceptions.ValidationError):
        made = document(400, title_of(400), errors=answer.data)
    else:
        made = document(answer.status_code, detail_of(failure))
    for name, value in answer.headers.items():
        if name.lower() in ("www-authenticate", "retry-after", "allow"):
            made[name] = value
    return made


def detail_of(failure: Exception) -> str:
    if isinstance(failure, Http404 | exceptions.NotFound):
        return title_of(404)
    if isinstance(failure, PermissionDenied | exceptions.PermissionDenied):
        return title_of(403)
    return str(getattr(failure, "detail", failure))
