"""Registering a company, its page, and what it enters once for all vacancies."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.access import role_required
from accounts.models import Membership
from accounts.parties import is_owner
from accounts.roles import Role
from jobs import transitions
from jobs.category import category_of
from jobs.forms import CompanyForm, RegisterForm
from jobs.forms.company import QUESTIONS
from jobs.forms.terms import UsualTermsForm, WorkplaceForm
from jobs.history import timeline
from jobs.models import Employer, UsualTerms, Workplace
from jobs.plausible import doubts_about_hours, licence_standing
from jobs.presentation import EMPLOYER_TAGS
from jobs.standing import japan_today
from jobs.usual import NAMES, terms_of
from jobs.views.finding import company_of, own_company
from jobs.wording import wording_blockers, wording_warnings
from workflow.models import Entry
from workflow.steps import Reason, Refused

HOURS = ("starts_at", "ends_at", "break_minutes", "daily_hours", "yearly_hours", "annual_holidays", "hours_system")


@role_required(Role.EMPLOYER)
def register(request: HttpRequest) -> HttpResponse:
    """A new company; Inter-SES checks it next."""
    if company_of(request):
        return redirect("employer:company")
    form = RegisterForm(request.POST or None, initial=import_string(settings.COMPANY_START)(request))
    if request.method == "POST" and form.is_valid():
        try:
            entry = transitions.register(form.new_company(), by=request.user)
            import_string(settings.COMPANY_REGISTERED)(request, Employer.objects.get(pk=entry.subject_id))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your company is registered. Inter-SES checks it next. Enter your usual terms meanwhile."))
            return redirect("employer:home")
    return render(request, "jobs/company_form.html", {"form": form})


@role_required(Role.EMPLOYER)
def company(request: HttpRequest) -> HttpResponse:
    """What we know of the company, who acts for it, and its history."""
    found = own_company(request)
    usual = terms_of(found)
    people = Membership.objects.visible_to(request.user).live().filter(party=found.party_id)
    context = {
        "company": found,
        "tag": EMPLOYER_TAGS[found.state],
        "history": timeline(found),
        "category": category_words(found),
        "asks_full_papers": found.category in (3, 4),
        "licence": licence_standing(found.dispatch_licence_until, japan_today()) if found.dispatch_licence else "",
        "people": people.select_related("user").order_by("pk"),
        "may_invite": is_owner(request.user, found.party),
        "checks": [label for code, label in Employer.Checked.choices if code in found.verified_checks],
        "verified_at": Entry.objects.about(found).filter(kind="employer.verify").order_by("-seq").values_list("at", flat=True).first(),
        "workplaces": found.workplaces.select_related("prefecture"),
        "terms": usual if usual.pk else None,
        "doubts": doubts_of(usual),
    }
    return render(request, "jobs/company.html", context)


def category_words(found: Employer) -> str:
    """The category and the answer that gave it; "" while a question is open."""
    category = category_of(**{name: getattr(found, name) for name in QUESTIONS})
    return str(Reason(category.because)) if category else found.get_category_display() if found.category else ""


def doubts_of(usual: UsualTerms) -> list[Reason]:
    """What a second look at hours and words should settle; nothing while nothing is saved. A vacancy with such words is stopped."""
    if not usual.pk:
        return []
    texts = {name: value for name in NAMES if isinstance(value := getattr(usual, name), str)}
    hours = doubts_about_hours(**{name: getattr(usual, name) for name in HOURS})
    return [*hours, *wording_blockers(texts), *wording_warnings(texts)]


@role_required(Role.EMPLOYER)
def company_edit(request: HttpRequest) -> HttpResponse:
    """Change what may be changed."""
    found = own_company(request)
    form = CompanyForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and form.keep():
        messages.success(request, _("Saved."))
        return redirect("employer:company")
    return render(request, "jobs/company_form.html", {"form": form, "company": found})


@role_required(Role.EMPLOYER)
def terms(request: HttpRequest) -> HttpResponse:
    """Hours, days off, insurance and the like: entered once, copied into every new vacancy."""
    found = own_company(request)
    usual = terms_of(found)
    form = UsualTermsForm(request.POST or None, instance=usual)
    if request.method == "POST" and form.is_valid():
        doubts = doubts_of(form.keep())
        if doubts:
            messages.warning(request, _("Saved. Some figures do not fit together: look at them once more."))
            return redirect("employer:terms")
        messages.success(request, _("Saved. New vacancies start from these terms; those that you wrote before stay as they are."))
        return redirect("employer:company")
    return render(request, "jobs/terms_form.html", {"form": form, "company": found, "doubts": doubts_of(terms_of(found))})


@role_required(Role.EMPLOYER)
def workplaces(request: HttpRequest) -> HttpResponse:
    """The places of work, each to be changed or removed."""
    found = own_company(request)
    return render(request, "jobs/workplaces.html", {"company": found, "workplaces": found.workplaces.select_related("prefecture")})


@role_required(Role.EMPLOYER)
def workplace(request: HttpRequest, public_id: Any = None) -> HttpResponse:
    """A new workplace, or one that is changed."""
    found = own_company(request)
    row = one_workplace(request, public_id) if public_id else new_workplace(found)
    form = WorkplaceForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("employer:workplaces")
    return render(request, "jobs/workplace_form.html", {"form": form, "workplace": row if public_id else None})


def new_workplace(found: Employer) -> Workplace:
    """The first one begins as the company's own address."""
    last = found.workplaces.order_by("-order").first()
    if last:
        return Workplace(employer=found, order=last.order + 1)
    return Workplace(employer=found, name="本社", prefecture=found.prefecture, address=found.address, address_en=found.address_en)


@role_required(Role.EMPLOYER)
def workplace_remove(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Ask, then take a workplace from the list; vacancies keep the address that they say."""
    row = one_workplace(request, public_id)
    if request.method == "POST":
        row.delete()
        messages.success(request, _("Removed. Vacancies that name this place keep its address."))
        return redirect("employer:workplaces")
    return render(request, "jobs/workplace_remove.html", {"workplace": row})


def one_workplace(request: HttpRequest, public_id: Any) -> Workplace:
    return get_object_or_404(Workplace.objects.visible_to(request.user), public_id=public_id)
