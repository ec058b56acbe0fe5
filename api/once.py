"""Idempotency-Key: the same call twice has one effect and one answer; another body under the same key is refused."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from rest_framework.exceptions import APIException, UnsupportedMediaType, ValidationError
from rest_framework.response import Response

from api.errors import KeyReused, StillAtWork
from api.models import IdempotencyKey
from workflow.steps import Refused

JSON, LONGEST = "application/json", 80
DEAD_AFTER, KEPT = timedelta(minutes=2), timedelta(days=1)
EXPECTED = (Refused, APIException, Http404, PermissionDenied)


def once(request: Any, work: Callable[[], Response]) -> Response:
    """Run `work`, or give the first answer again. Without a key it just runs: the version in the body still guards."""
    mark, key = fingerprint(request), request.headers.get("Idempotency-Key", "").strip()
    if not key:
        return work()
    if len(key) > LONGEST or not (key.isascii() and key.isprintable()):
        raise ValidationError({"Idempotency-Key": ["1 to 80 printable ASCII characters."]})
    row, is_ours = take_key(request.user, key, mark)
    return carried_out(row, work) if is_ours else first_answer(row, mark)


def fingerprint(request: Any) -> bytes:
    """Method, path and body of a call; a body that cannot be read is refused here, before any key is taken."""
    if request.content_type.partition(";")[0].strip() not in ("", JSON):  # Django may have read a form before us
        raise UnsupportedMediaType(request.content_type)
    body = json.dumps(request.data, sort_keys=True)
    return hashlib.sha256(f"{request.method} {request.path}\n{body}".encode()).digest()


def take_key(user: Any, key: str, mark: bytes) -> tuple[IdempotencyKey, bool]:
    """The row of this key, and whether the work is ours: we made the row, or the call that made it died two minutes ago."""
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(owner=user, key=key, request_hash=mark), True
    except IntegrityError:
        pass
    mine = IdempotencyKey.objects.filter(owner=user, key=key)
    now = timezone.now()
    dead = mine.filter(status=None, request_hash=mark, at__lt=now - DEAD_AFTER)
    is_ours = bool(dead.update(at=now))
    row = mine.first()
    if row is None:  # the first call was refused and gave the key back a moment ago
        raise StillAtWork
    return row, is_ours


def carried_out(row: IdempotencyKey, work: Callable[[], Response]) -> Response:
    """The effect and its answer are saved together or not at all; a refusal gives the key back, and what it counted stays counted."""
    failure: BaseException | None = None
    try:
        with transaction.atomic():
            try:
                answer = work()
                IdempotencyKey.objects.filter(pk=row.pk).update(status=answer.status_code, answer=answer.data)
            except EXPECTED as refused:
                failure = refused
    except BaseException:
        row.delete()
        raise
    if failure:
        row.delete()
        raise failure
    return answer


def first_answer(row: IdempotencyKey, mark: bytes) -> Response:
    """What the first call answered, for the same request only."""
    if bytes(row.request_hash) != mark:
        raise KeyReused
    if row.status is None:
        raise StillAtWork
    return Response(row.answer, status=row.status)


def forget() -> int:
    """Keys older than a day are forgotten; how many."""
    return IdempotencyKey.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
