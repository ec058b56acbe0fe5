"""One frame for the desk's own pages, and the subject of an address."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from candidates.models import Profile
from reviews.kinds import KINDS, Kind


def show(request: HttpRequest, template: str, context: dict[str, Any], *, title: Any, status: int = 200) -> HttpResponse:
    """A page inside the admin's frame; `title` is its one h1."""
    frame = admin.site.each_context(request)
    return render(request, template, {**frame, "title": title, **context}, status=status)


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
