"""What a young company still has to enter before its first vacancy: a panel of the employer's first page (settings.EMPLOYER_PANELS)."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.models import Employer, UsualTerms, Workplace


def first_steps(request: HttpRequest) -> dict[str, Any]:
    """Rows of the task list; none once everything is there. One query."""
    company = (
        Employer.objects.visible_to(request.user)
        .annotate(
            has_terms=Exists(UsualTerms.objects.filter(employer=OuterRef("pk"))),
            has_place=Exists(Workplace.objects.filter(employer=OuterRef("pk"))),
            is_declared=Q(job_offers_lawful_on__isnull=False, no_crime_ties_on__isnull=False),
        )
        .order_by("pk")
        .first()
    )
    return {"template": "jobs/_first_steps.html", "rows": steps_of(company) if company else []}


def steps_of(company: Any) -> list[dict[str, Any]]:
    """What is missing, each with its page."""
    edit = reverse("employer:company_edit")
    every = [
        (company.is_declared, _("Make the two declarations"), f"{edit}#part-declarations"),
        (company.has_terms, _("Enter the usual terms of work"), reverse("employer:terms")),
        (company.has_place, _("Add a workplace"), reverse("employer:workplace_new")),
        (company.category, _("Answer three questions for the immigration category"), f"{edit}#part-category"),
        (company.representative_ja and company.address_en, _("Enter who signs the demand letter"), f"{edit}#part-letter"),
    ]
    tag = ("act", "pencil", _("Not entered yet"))
    return [{"label": label, "url": url, "tag": tag} for is_there, label, url in every if not is_there]
