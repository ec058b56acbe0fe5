"""The kind, the subject and the person that an address of the desk names."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from candidates.models import Profile
from reviews.kinds import KINDS, Kind


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
    return get_object_or_404(kind.visible_to(request.user).exclude(state__in=kind.hidden), public_id=public_id)


def profile_or_404(request: HttpRequest, public_id: object) -> Profile:
    """The person, if this user may see them."""
    return get_object_or_404(Profile.objects.visible_to(request.user).select_related("user"), public_id=public_id)
