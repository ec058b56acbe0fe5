"""The employer's demand letters: list, page, form, the papers to print, and the attested scan."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required
from accounts.roles import READERS, Role
from jobs import transitions
from jobs.forms import DemandForm, ScanForm
from jobs.history import timeline
from jobs.models import DemandLetter
from jobs.papers import letter_values
from jobs.presentation import DEMAND_TAGS
from jobs.standing import japan_today
from jobs.states import DemandState
from jobs.views.finding import company_of, own_company, own_letter, step_names
from paper.typeset import paper_answer, pdf
from vault.views import serve

PER_PAGE = 20


@role_required(Role.EMPLOYER)
def letters(request: HttpRequest) -> HttpResponse:
    """All demand letters of the company, newest first."""
    rows = DemandLetter.objects.visible_to(request.user).select_related("employer").order_by("-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"letter": letter, "tag": DEMAND_TAGS[letter.state]} for letter in page]
    return render(request, "jobs/letters.html", {"page": page, "lines": lines, "company": company_of(request)})


@role_required(Role.EMPLOYER)
def letter(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One letter: where it stands, what it covers, what to do next."""
    found = own_letter(request, public_id)
    context = {
        "letter": found,
        "tag": DEMAND_TAGS[found.state],
        "steps": step_names(found, request),
        "is_draft": found.state == DemandState.DRAFTED,
        "covered": found.vacancies.order_by("reference"),
        "history": timeline(found),
    }
    return render(request, "jobs/letter.html", context)


@role_required(Role.EMPLOYER)
def letter_new(request: HttpRequest) -> HttpResponse:
    """A new letter over chosen vacancies."""
    company = own_company(request)
    form = DemandForm(request.POST or None, employer=company)
    if request.method == "POST" and form.is_valid():
        found = DemandLetter(employer=company, seats=form.cleaned_data["seats"])
        transitions.draft_letter(found, vacancies=list(form.cleaned_data["vacancies"]), by=request.user)
        messages.success(request, _("The demand letter is written. Print it and have it signed."))
        return redirect("employer:letter", found.public_id)
    return render(request, "jobs/letter_form.html", {"form": form})


@role_required(Role.EMPLOYER)
def letter_edit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Change a letter that was not sent yet."""
    found = own_letter(request, public_id)
    if found.state != DemandState.DRAFTED:
        messages.error(request, _("This demand letter cannot be changed now."))
        return redirect("employer:letter", found.public_id)
    initial = {"seats": found.seats, "vacancies": list(found.vacancies.values_list("public_id", flat=True))}
    form = DemandForm(request.POST or None, employer=found.employer, letter=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        is_changed = transitions.rewrite_letter(found, seats=form.cleaned_data["seats"], vacancies=list(form.cleaned_data["vacancies"]))
        note = messages.success if is_changed else messages.error
        note(request, _("Saved.") if is_changed else _("This demand letter cannot be changed now."))
        return redirect("employer:letter", found.public_id)
    return render(request, "jobs/letter_form.html", {"form": form, "letter": found})


LAYOUTS = {"letter": "demand_letter", "power-of-attorney": "power_of_attorney"}


@role_required(Role.EMPLOYER, *READERS)
@require_safe
def letter_paper(request: HttpRequest, public_id: Any, paper: str) -> HttpResponse:
    """The letter or the power of attorney as PDF, in English and Japanese, to print, sign and seal."""
    found = own_letter(request, public_id)
    if paper not in LAYOUTS:
        raise Http404
    content = pdf(LAYOUTS[paper], letter_values(found, japan_today()), made_on=japan_today())
    return paper_answer(content, f"{paper}.pdf")


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_scan(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The attested paper as a scan, while OEC has not confirmed it; a new one takes the place of the old."""
    found = own_letter(request, public_id)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if request.method == "POST" and form.is_valid() and form.keep(found, request.user):
        messages.success(request, _("Received. OEC enters its number and its days next."))
        return redirect("employer:letter", found.public_id)
    return render(request, "jobs/letter_scan.html", {"form": form, "letter": found})


@role_required(Role.EMPLOYER, *READERS)
@require_safe
def letter_scan_file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The scan, for the company and the desk."""
    found = own_letter(request, public_id)
    if found.scan is None:
        raise Http404
    return serve(request, found.scan, purpose="demand", case=found.number or str(found.public_id))
