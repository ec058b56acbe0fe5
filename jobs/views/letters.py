"""The employer's demand letters: list, page, form, and the text to print."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import role_required
from accounts.roles import Role
from jobs import transitions
from jobs.forms import DemandForm
from jobs.history import timeline
from jobs.models import DemandLetter
from jobs.presentation import DEMAND_TAGS
from jobs.standing import japan_today
from jobs.states import DemandState
from jobs.views.finding import company_of, own_company, own_letter, step_names

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


@role_required(Role.EMPLOYER)
def letter_print(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The text of the letter with its power of attorney, in English, to print and sign."""
    found = own_letter(request, public_id)
    covered = found.vacancies.select_related("employer", "prefecture", "field").order_by("reference")
    return render(request, "jobs/letter_print.html", {"letter": found, "covered": covered, "today": japan_today()})
