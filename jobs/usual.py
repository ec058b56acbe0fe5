"""What a new vacancy starts from: the usual terms of its company, and one of the company's workplaces."""

from dataclasses import dataclass
from typing import Any

from jobs.models import Employer, UsualTerms, Workplace
from jobs.models.terms import Terms

NAMES = tuple(field.name for field in Terms._meta.get_fields())
FROM_WORKPLACE = {
    "prefecture": "prefecture",
    "workplace_address": "address",
    "workplace_address_en": "address_en",
    "workplace_change_range": "change_range",
    "workplace_change_range_en": "change_range_en",
    "smoking": "smoking",
}


def terms_of(employer: Employer) -> UsualTerms:
    """The company's usual terms, saved or still empty."""
    return UsualTerms.objects.filter(employer=employer).first() or UsualTerms(employer=employer)


def workplace_values(workplace: Workplace | None) -> dict[str, Any]:
    """The columns of a vacancy that a workplace fills; {} without one."""
    return {name: getattr(workplace, source) for name, source in FROM_WORKPLACE.items()} if workplace else {}


@dataclass(frozen=True)
class Usual:
    """What a company entered once: its terms by column, and the columns that each of its workplaces fills."""

    terms: dict[str, Any]
    places: list[dict[str, Any]]


def usual_of(employer: Employer) -> Usual:
    """As it stands now; 2 queries."""
    row = UsualTerms.objects.filter(employer=employer).first()
    terms = {name: getattr(row, name) for name in NAMES} if row else {}
    return Usual(terms, [workplace_values(place) for place in employer.workplaces.select_related("prefecture")])


def start_values(employer: Employer, workplace: Workplace | None = None) -> dict[str, Any]:
    """What a new vacancy of this company says before anybody typed, by column; without a named workplace the first one."""
    terms = terms_of(employer)
    return {name: getattr(terms, name) for name in NAMES} | workplace_values(workplace or employer.workplaces.first())
