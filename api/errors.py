"""Every refusal is a problem document (RFC 9457) in the caller's language, with the same words as on the pages."""

import logging
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from workflow.steps import Refused

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
NAMES = {
    400: "invalid",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "refused",
    413: "too-large",
    415: "unsupported-media-type",
    422: "key-reused",
    429: "too-many-requests",
    500: "our-fault",
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
    """The status in words."""
    titles = {
        400: _("Something in the request is not right."),
        401: _("Sign in first."),
        403: _("This is not open to you."),
        404: _("There is nothing here."),
        405: _("This address does not know that method."),
        409: _("This step is not possible now."),
        413: _("The body is too large."),
        415: _("Send JSON."),
        422: _("This Idempotency-Key was used with another request."),
        429: _("Too many requests. Wait a little."),
        500: _("Something broke on our side. It is recorded."),
    }
    return titles.get(code, _("The request was refused."))


def problem(failure: Exception, context: dict[str, Any]) -> Response:
    """DRF's exception handler: our refusals are 409 with their reasons, everything else keeps its status."""
    if isinstance(failure, Refused):
        reasons = [
            {"code": reason.code, "values": dict(reason.values), "words": str(reason), "source": reason.source}
            for reason in failure.reasons
        ]
        return document(409, str(failure), reasons=reasons)
    if isinstance(failure, RequestDataTooBig):
        return document(413, title_of(413))
    answer = exception_handler(failure, context)
    if answer is None:
        logger.error("api_failure", exc_info=failure)
        return document(500, title_of(500))
    if isinstance(failure, exceptions.ValidationError):
        made = document(400, title_of(400), errors=answer.data if isinstance(answer.data, dict) else {"request": answer.data})
    else:
        made = document(answer.status_code, detail_of(failure))
    for name, value in answer.headers.items():
        if name.lower() in ("www-authenticate", "retry-after", "allow"):
            made[name] = value
    return made


def detail_of(failure: Exception) -> str:
    """What went wrong; nothing that tells a stranger more than the status does."""
    if isinstance(failure, Http404 | exceptions.NotFound):
        return title_of(404)
    if isinstance(failure, PermissionDenied | exceptions.PermissionDenied):
        return title_of(403)
    if isinstance(failure, exceptions.Throttled) and failure.wait:
        return _("Try again in %(count)s seconds.") % {"count": ceil(failure.wait)}
    if isinstance(failure, StillAtWork):
        return _("The first call with this Idempotency-Key has not finished. Try again in a moment.")
    return title_of(getattr(failure, "status_code", 500))
