"""The kind, the subject and the person that an address of the desk names."""

import uuid
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from candidates.models import Profile
from reviews.kinds import KINDS, Kind, somebody
from workflow.prepared import REF, Prepared

NOBODYS = uuid.UUID(int=0)


def around(name: str, kind: Kind) -> tuple[str, str]:
    """The address of a page of cases before and behind the reference: a list asks for it once, not for every line."""
    before, _reference, behind = reverse(name, args=[kind.name, NOBODYS]).partition(str(NOBODYS))
    return before, behind


def kind_or_404(request: HttpRequest, name: str) -> Kind:
    """The kind of an address; 403 where this role has no such queue."""
    kind = KINDS.get(name)
    if kind is None:
        raise Http404
    if request.user.role not in kind.readers:
        raise PermissionDenied
    return kind


def subject_or_404(request: HttpRequest, kind: Kind, public_id: object) -> Any:
    """The subject, if this user may see it."""
    found = _subject(kind.name, request.user.role).first(public_id)
    if found is None:
        raise Http404
    return found


@cache
def _subject(kind: str, role: str) -> Prepared[Any]:
    found, reader = KINDS[kind], somebody(role)
    return Prepared(lambda ref: found.visible_to(reader).exclude(state__in=found.hidden).filter(public_id=ref), REF)


def profile_or_404(request: HttpRequest, public_id: object) -> Profile:
    """The person, if this user may see them."""
    return get_object_or_404(Profile.objects.visible_to(request.user).select_related("user"), public_id=public_id)
