"""Shortlists: made and read by the company (and Inter-SES), marked by whoever holds the link."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import role_required
from accounts.limits import TooMany, take
from accounts.network import network
from accounts.roles import Role
from applications import listing
from applications.models import PresentedCandidate, Shortlist
from applications.shortlist_forms import MarksForm, ShortlistForm
from applications.transitions import shortlisting
from applications.views.saying import taken_with
from applications.views.sheets import chosen

COOKIE, MINUTES = "shortlist_link", 10 * 60


# ── the company's ──────────────────────────────────────────────────────────────────────────────────────


def mine(request: HttpRequest):
    """The shortlists that this person may read."""
    return Shortlist.objects.visible_to(request.user).select_related("vacancy__employer", "made_by")


@role_required(Role.EMPLOYER, Role.INTER_SES)
@require_safe
def shortlists(request: HttpRequest) -> HttpResponse:
    """The newest hundred, with how many marks each has."""
    rows = list(mine(request).with_counts()[:100])
    return render(request, "applications/shortlists.html", {"rows": rows})


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def shortlist_new(request: HttpRequest) -> HttpResponse:
    """For the candidates ticked in the list: how long and with which message; then the link, once."""
    rows = chosen(request)
    form = ShortlistForm(request.POST if request.method == "POST" else None)
    made: list[tuple[Shortlist, str]] = []

    def act() -> None:
        picked = PresentedCandidate.objects.filter(pk__in=[row.pk for row in rows])
        said = form.cleaned_data
        made.append(shortlisting.make_shortlist(picked, by=request.user, days=said["days"], message=said["message"]))

    if request.method == "POST" and form.is_valid() and taken_with(form, act):
        return with_link(*made[0])
    return render(request, "applications/shortlist_new.html", {"form": form, "rows": rows})


def with_link(made: Shortlist, secret: str) -> HttpResponse:
    """To the shortlist's page; the link travels there once in a signed cookie, so that the database never holds it."""
    url = reverse("employer_candidates:shortlist", args=[made.public_id])
    answer = redirect(url)
    answer.set_signed_cookie(
        COOKIE,
        secret,
        salt=str(made.public_id),
        max_age=MINUTES,
        path=url,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@role_required(Role.EMPLOYER, Role.INTER_SES)
@require_safe
def shortlist(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who marked what; right after it was made also the link to copy."""
    row = get_object_or_404(mine(request), public_id=public_id)
    secret = request.get_signed_cookie(COOKIE, default="", salt=str(row.public_id), max_age=MINUTES)
    context = {"shortlist": row, "is_open": row.is_open, "link": link_of(secret) if secret else "", **results(row)}
    answer = render(request, "applications/shortlist_results.html", context)
    if secret:
        answer.delete_cookie(COOKIE, path=request.path)
    return answer


def link_of(secret: str) -> str:
    """The whole address, in Japanese: the reader has no account that names a language."""
    with override("ja"):
        return urljoin(settings.SITE_URL, reverse("shortlist", args=[secret]))


def results(row: Shortlist) -> dict[str, object]:
    """Readers across, candidates down; numbers only, and only of those who are still there."""
    there = list(shortlisting.candidates_of(row))
    marks = list(row.marks.filter(application__in=[each.pk for each in there]))
    readers = list(dict.fromkeys(mark.by_name for mark in marks))
    by_place = {(mark.application_id, mark.by_name): mark for mark in marks}
    table = [{"row": each, "marks": [by_place.get((each.pk, name)) for name in readers]} for each in there]
    return {"readers": readers, "table": table}


@role_required(Role.EMPLOYER)
@require_POST
def shortlist_close(request: HttpRequest, public_id: str) -> HttpResponse:
    """The link stops working."""
    row = get_object_or_404(mine(request), public_id=public_id)
    shortlisting.close_shortlist(row, by=request.user)
    messages.success(request, _("The link does not work any more."))
    return redirect("employer_candidates:shortlist", row.public_id)


# ── the reader's, without an account ───────────────────────────────────────────────────────────────────


@csrf_exempt  # the address itself is the right to mark: no cookie counts here, and mail programs often keep none
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Candidates without identity side by side, each to be marked. A wrong, expired or closed link says the same."""
    try:
        take(("shortlist.network", network(request)))
    except TooMany as refusal:
        return quiet(render(request, "applications/shortlist_over.html", {"minutes": refusal.minutes}, status=429))
    row = shortlisting.opened_by(token)
    if row is None:
        return quiet(render(request, "applications/shortlist_over.html", status=404))
    found = list(shortlisting.candidates_of(row))
    form = MarksForm(request.POST if request.method == "POST" else None, candidates=found)
    if request.method == "POST" and form.is_valid() and taken_with(form, lambda: marked(form, row)):
        messages.success(request, _("Your marks are saved. Thank you. You may close this page."))
        return quiet(redirect("shortlist", token))
    lines = [
        {"line": line, "mark": form[f"mark-{line.row.public_id}"], "note": form[f"note-{line.row.public_id}"]}
        for line in listing.lines_of(found)
    ]
    return quiet(render(request, "applications/shortlist.html", {"shortlist": row, "lines": lines, "form": form}))


def marked(form: MarksForm, row: Shortlist) -> None:
    shortlisting.give_marks(row, by_name=form.cleaned_data["by_name"], marks=form.marks())


def quiet(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by no search engine, told to no other site."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
