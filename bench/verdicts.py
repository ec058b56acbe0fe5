"""The true answer for sixty vacancies at once, and a person's reach over all open ones, beside the same asked one vacancy at a time."""

import sys
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from bench._cpu import interleaved
from bench._pages import queries
from bench._report import Report, at_size
from candidates import eligibility, reach, reference, standing
from candidates.models import Profile
from candidates.requirements import Verdict
from candidates.views.jobs import listed
from jobs.models import Vacancy
from tests.candidates.factories import EducationFactory, ExperienceFactory, ProfileFactory, TestResultFactory
from tests.jobs.factories import japan_today

SIXTY = 60
EVERY_ROUTE = ["engineer", "hsp", "ssw1"]


def full_profile() -> Profile:
    """Somebody with as much to look through as people have: three schools, five jobs, five tests, nothing proven."""
    profile = ProfileFactory(said_complete=["education", "experience", "tests"], cnic="3520299999991", point_items=["TOP_UNI", "RES_ANY"])
    for level in ("HSSC", "BS", "MS"):
        EducationFactory(profile=profile, level=level)
    for year in range(2016, 2021):
        ExperienceFactory(profile=profile, started_on=date(year, 1, 1), ended_on=date(year + 1, 6, 30))
    for kind, level in (("jlpt", "N4"), ("jlpt", "N3"), ("jft", ""), ("it_exam", "FE"), ("ielts", "6.5")):
        TestResultFactory(profile=profile, kind=kind, level=level)
    return profile


def sixty() -> list[Vacancy]:
    """Sixty open vacancies as the list reads them for a candidate."""
    return list(listed(with_verdict=True).order_by("pk")[:SIXTY])


def unlike(rows: list[Vacancy]) -> list[Vacancy]:
    """The same sixty, each with every route and another pay, so that no two ask the same: the dearest page there can be."""
    for number, row in enumerate(rows):
        row.visa_routes, row.base_pay, row.certain_bonus = EVERY_ROUTE, 250_000 + 10_000 * number, 0
    return rows


def one_by_one(profile: Profile, rows: Iterable[Vacancy], today: date) -> list[Verdict]:
    """The baseline: each vacancy answered alone, the person read anew for each."""
    return [standing.best(Profile.objects.get(pk=profile.pk), row, today) for row in rows]


def each_vacancy(candidate: eligibility.Candidate, rows: QuerySet[Vacancy], today: date) -> dict[Verdict, int]:
    """The baseline of reach: all open vacancies, each assessed by itself."""
    found = dict.fromkeys(Verdict, 0)
    for row in rows:
        found[eligibility.best_verdict(standing.assess(candidate, row, today))] += 1
    return found


def pages(report: Report, profile: Profile, today: date) -> None:
    """Sixty verdicts on one page."""
    rows, different = sixty(), unlike(sixty())
    spent = interleaved(
        {
            "page": lambda: standing.best_of_each(profile, rows, today),
            "dearest": lambda: standing.best_of_each(profile, different, today),
            "baseline": lambda: one_by_one(profile, rows, today),
        },
        rounds=at_size(ci=20, full=60),
    )
    for name, what in (("page", "as they come"), ("dearest", "all different, three routes each")):
        report.figure(f"{len(rows)} verdicts, {what}: CPU ms as measured, with the neighbours", spent[name].raw)
        report.goal(f"{len(rows)} verdicts, {what}: CPU ms on a quiet machine", spent[name].quiet, at_most=15)
    report.goal("verdicts together ÷ one by one", spent["page"].quiet / spent["baseline"].quiet, at_most=0.5)
    report.goal("queries for sixty verdicts", queries(lambda: standing.best_of_each(profile, rows, today)), at_most=4)
    for some in (rows, different):
        together, alone = standing.best_of_each(profile, some, today), one_by_one(profile, some, today)
        report.wrong("verdicts that differ from those one by one", sum(a != b for a, b in zip(together, alone, strict=True)))


def whole(report: Report, profile: Profile, today: date) -> None:
    """The reach of one person over everything that is open."""
    candidate, law, rows = standing.candidate_facts(profile, today), reference.law(), listed(with_verdict=True)
    kinds = standing.read_kinds(today)
    report.figure("open vacancies", sum(kind.count for kind in kinds))
    report.figure("kinds of them", len(kinds))
    report.goal("queries for the kinds", queries(lambda: standing.read_kinds(today)), at_most=1)
    acts = {
        "kinds": lambda: standing.read_kinds(today),
        "fits": lambda: reach.fits(candidate, kinds, today, law),
        "gains": lambda: reach.gains(candidate, kinds, today, law),
        "baseline": lambda: each_vacancy(candidate, rows, today),
    }
    spent = interleaved(acts, rounds=at_size(ci=10, full=20), warm=1)
    for name, what in (("kinds", "reading the kinds"), ("fits", "what fits now"), ("gains", "what one step would bring")):
        report.figure(f"{what}: CPU ms on a quiet machine", spent[name].quiet)
    both = spent["kinds"].quiet + spent["fits"].quiet
    report.goal("what fits by kinds ÷ vacancy by vacancy", both / spent["baseline"].quiet, at_most=0.5)
    found, exact = reach.fits(candidate, kinds, today, law), each_vacancy(candidate, rows, today)
    differing = [abs(getattr(found, verdict.name.lower()) - exact[verdict]) for verdict in Verdict]
    report.wrong("vacancies that count under another verdict", sum(differing))


def main() -> int:
    """0 if every result was right."""
    report, today = Report("verdicts"), japan_today()
    profile = full_profile()
    pages(report, profile, today)
    whole(report, profile, today)
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
