"""Whom we may know already: leads and companies with the same corporate number or the same name."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from jobs.models import Employer
from outreach.models import Lead
from outreach.names import bare_name, plain_name

MOST, SHORTEST = 5, 2


@dataclass(frozen=True)
class Double:
    """Something that may be the same company, and why we think so."""

    name: str
    url: str
    is_company: bool
    by_number: bool


def doubles_of(*, name_ja: str, name_en: str, corporate_number: str, but: int | None = None) -> list[Double]:
    """At most five leads and five companies; two queries."""
    keys = [key for key in (plain_name(name_ja), plain_name(name_en)) if len(key) >= SHORTEST]
    same = Q(pk__in=[])
    registered = Q(pk__in=[])
    for key in keys:
        same |= Q(key_ja=key) | Q(key_en=key)
    for bare in filter(lambda bare: len(bare) >= SHORTEST, (bare_name(name_ja), bare_name(name_en))):
        registered |= Q(name_ja__icontains=bare) | Q(name_en__icontains=bare)
    if corporate_number:
        same, registered = same | Q(corporate_number=corporate_number), registered | Q(corporate_number=corporate_number)
    leads = Lead.objects.filter(same).exclude(pk=but)[:MOST]
    companies = Employer.objects.filter(registered)[:MOST]
    return [
        *(
            Double(str(row), row.get_absolute_url(), False, bool(corporate_number) and row.corporate_number == corporate_number)
            for row in leads
        ),
        *(
            Double(str(row), reverse("admin:desk_case", args=["employer", row.public_id]), True, row.corporate_number == corporate_number)
            for row in companies
        ),
    ]
