"""Offices and guide pages, for everybody."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from support.models import GuidePage, Office, Question

RECENT = 5


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """A human: helpline, message, offices; then the guide pages and the short answers."""
    pages = GuidePage.objects.visible_to(request.user).published().in_list()
    groups = [(GuidePage.Group(code).label, list(rows)) for code, rows in groupby(in_order(pages), lambda page: page.group)]
    asked = Question.objects.visible_to(request.user).order_by("-pk")[:RECENT] if request.user.is_authenticated else []
    offices = Office.objects.visible_to(request.user).open()
    return render(request, "support/help.html", {"offices": offices, "groups": groups, "questions": asked})


def in_order(pages: object) -> list[GuidePage]:
    """By group as the groups are listed, then by order."""
    place = {code: number for number, code in enumerate(GuidePage.Group.values)}
    return sorted(pages, key=lambda page: (place[page.group], page.order, page.slug))  # type: ignore[call-overload]


@login_not_required
@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide page in the reader's language, else in English with a word about it."""
    page = get_object_or_404(GuidePage.objects.visible_to(request.user), slug=slug)
    return render(request, "support/guide.html", shown(page, get_language() or "en"))


def shown(page: GuidePage, language: str) -> dict[str, object]:
    """What the template needs; the admin's preview uses it too."""
    said = page.said(language)
    return {"page": page, "said": said, "is_checked": page.is_checked_in(said.language)}
