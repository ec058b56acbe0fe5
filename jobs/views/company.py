"""Registering a company, and its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import role_required
from accounts.roles import Role
from jobs import transitions
from jobs.forms import CompanyForm
from jobs.history import timeline
from jobs.presentation import EMPLOYER_TAGS
from jobs.views.finding import company_of, own_company
from workflow.steps import Refused


@role_required(Role.EMPLOYER)
def register(request: HttpRequest) -> HttpResponse:
    """A new company; Inter-SES checks it next."""
    if company_of(request):
        return redirect("employer:company")
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            transitions.register(form.save(commit=False), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your company is registered. Inter-SES checks it next. You can write vacancies now."))
            return redirect("employer:home")
    return render(request, "jobs/company_form.html", {"form": form})


@role_required(Role.EMPLOYER)
def company(request: HttpRequest) -> HttpResponse:
    """What we know of the company, and its history."""
    found = own_company(request)
    context = {"company": found, "tag": EMPLOYER_TAGS[found.state], "history": timeline(found)}
    return render(request, "jobs/company.html", context)


@role_required(Role.EMPLOYER)
def company_edit(request: HttpRequest) -> HttpResponse:
    """Change what may be changed."""
    found = own_company(request)
    form = CompanyForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and form.keep():
        messages.success(request, _("Saved."))
        return redirect("employer:company")
    return render(request, "jobs/company_form.html", {"form": form, "company": found})
