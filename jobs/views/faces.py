"""Feed, sitemap, poster, share card and press text of public jobs."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts import limits
from accounts.access import role_required
from accounts.network import network
from accounts.roles import READERS, Role
from jobs.counting import count
from jobs.faces import listing, printed
from jobs.models import Vacancy
from jobs.presentation import public_notice
from paper.typeset import paper_answer

XML = "application/xml; charset=utf-8"
with_facts = ("employer", "prefecture", "field", "demand_letter")


@login_not_required
@require_safe
@cache_control(public=True, max_age=900)
def feed(request: HttpRequest) -> HttpResponse:
    """New jobs as Atom, narrowed by a prefecture, a field or words."""
    rows = Vacancy.objects.open().select_related("employer", "prefecture").order_by("-published_at", "-pk")
    plain = {name: request.GET.get(name, "").replace("\x00", "")[:60] for name in ("prefecture", "field", "q")}
    rows = rows.says(plain["q"])
    for name in ("prefecture", "field"):
        if plain[name]:
            rows = rows.filter(**{name: plain[name]})
    text = listing.feed(rows[: listing.IN_FEED], request.GET.urlencode())
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest, number: str = "") -> HttpResponse:
    """The index, the sitemap of the fixed pages, or that of a block of jobs."""
    if not number:
        return HttpResponse(listing.sitemap_index(), content_type=XML)
    if number == "pages":
        return HttpResponse(listing.sitemap_of_pages(), content_type=XML)
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    return HttpResponse(listing.sitemap_of_jobs(int(number)), content_type=XML)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(listing.robots(), content_type="text/plain; charset=utf-8")


def one_public(request: HttpRequest, public_id: Any) -> Vacancy:
    return get_object_or_404(Vacancy.objects.public().select_related(*with_facts), public_id=public_id)


@login_not_required
@require_safe
def poster(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The A4 poster; of a job that takes no applications a page that says so, as nothing old should hang on a wall."""
    vacancy = one_public(request, public_id)
    if notice := public_notice(vacancy):
        return render(request, "jobs/poster_over.html", {"vacancy": vacancy, "notice": notice}, status=410)
    return paper_answer(printed.poster(vacancy), f"{vacancy.reference}-poster.pdf")


@login_not_required
@require_safe
@cache_control(public=True, max_age=86_400)
def share_card(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The picture that chat programs show beside a shared link."""
    vacancy = one_public(request, public_id)
    return HttpResponse(printed.share_card(vacancy, (get_language() or "en")[:2]), content_type="image/png")


@role_required(Role.EMPLOYER, *READERS)
@require_safe
def press(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The advertisement for newspapers in both languages, to copy."""
    rows = Vacancy.objects.visible_to(request.user).select_related(*with_facts)
    vacancy = get_object_or_404(rows, public_id=public_id)
    texts = [(language, printed.press_text(vacancy, language)) for language in ("ur", "en")]
    return render(request, "jobs/press.html", {"vacancy": vacancy, "texts": texts, "notice": public_notice(vacancy)})


@csrf_exempt
@login_not_required
@require_POST
def seen(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The page's script says that somebody opened an open job; the desk and employers do not count, and nothing is told back."""
    vacancy = get_object_or_404(Vacancy.objects.open(), public_id=public_id)
    with suppress(limits.TooMany):
        limits.take(("seen.network", network(request)))
        if getattr(request.user, "role", Role.CANDIDATE) == Role.CANDIDATE:
            count(vacancy)
    return HttpResponse(status=204)
