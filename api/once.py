"""Idempotency-Key: the same call twice has one effect and one answer; another body under the same key is refused."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from api.errors import KeyReused, StillAtWork
from api.models import IdempotencyKey

LONGEST, FINAL = 80, 500


def once(request: Any, work: Callable[[], Response]) -> Response:
    """Run `work`, or give the first answer again. Without a key it just runs: the version in the body still guards."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        return work()
    if len(key) > LONGEST or not key.isprintable():
        raise ValidationError({"Idempotency-Key": ["1 to 80 printable characters."]})
    row, is_first = take_key(request.user, key, fingerprint(request))
    if not is_first:
        return first_answer(row, fingerprint(request))
    try:
        answer = work()
    except BaseException:
        row.delete()
        raise
    IdempotencyKey.objects.filter(pk=row.pk).update(status=answer.status_code, answer=answer.data)
    return answer


def fingerprint(request: Any) -> bytes:
    """Method, path and body of a call."""
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + request._request.body).digest()


def take_key(user: Any, key: str, mark: bytes) -> tuple[IdempotencyKey, bool]:
    """The row of this key, and whether we made it; two calls at once cannot both."""
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(owner=user, key=key, request_hash=mark), True
    except IntegrityError:
        return IdempotencyKey.objects.get(owner=user, key=key), False


def first_answer(row: IdempotencyKey, mark: bytes) -> Response:
    if bytes(row.request_hash) != mark:
        raise KeyReused
    if row.status is None:
        raise StillAtWork
    return Response(row.answer, status=row.status)
