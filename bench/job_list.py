"""The public list and page of jobs over many open vacancies, beside the same pages over the sixty of the demo, in one interleaved run."""

import os
import sys
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.db.models import QuerySet

from bench._cpu import interleaved
from bench._pages import Answer, assets, at, queries
from bench._report import Report, at_size
from candidates.views.jobs import PAGE, cursor_of, found_after, listed
from jobs.models import Vacancy

LANGUAGES = ("en", "ur", "ja")
KB = 1000
MANY, SIXTY = (urlsplit(os.environ[name]).path[1:] for name in ("DATABASE_URL", "SMALL_DATABASE_URL"))
FIRST = "/en/jobs/"


def opened() -> QuerySet[Vacancy]:
    """All open vacancies in the order of the list."""
    return found_after(Vacancy.objects.open(), None)


def page(database: str, path: str) -> Callable[[], Answer]:
    """One GET of this page over that database."""

    def get() -> Answer:
        at(database)
        return Answer(path)

    return get


def paths() -> dict[str, str]:
    """The pages that are measured, by what they are called in the results."""
    total = opened().count()
    last = opened()[total * 9 // 10]
    searched = {"search for one word": {"q": "python"}, "search in vain": {"q": "zzzz"}, "two letters of Japanese": {"q": "開発"}}
    searched |= {"rare letters of Japanese": {"q": "塗装"}, "search for a skill": {"skill": "k8s"}, "beginning of a word": {"q": "deve"}}
    filtered = {"search with three wishes": {"q": "backend", "route": "engineer", "japanese": "N2"}}
    filtered |= {
        "search with all wishes, in vain": {"q": "backend", "route": "engineer", "skill": "python", "english": "1", "pay": "999999"}
    }
    return {
        "list": FIRST,
        "page far down": f"{FIRST}?{urlencode({'after': cursor_of(last)})}",
        **{name: f"{FIRST}?{urlencode(wish)}" for name, wish in (searched | filtered).items()},
        "job": f"{FIRST}{opened()[total // 2].public_id}/",
        "list in Urdu": "/ur/jobs/",
        "list in Japanese": "/ja/jobs/",
    }


def by_offset(place: int) -> list[Vacancy]:
    """The baseline: a page by number, as a paginator reads it: count all, then skip to the place."""
    rows = listed(with_verdict=False)
    total = rows.count()
    return list(rows.order_by("-published_at", "-pk")[min(place, total) : place + PAGE])


def by_key(after: Vacancy) -> list[Vacancy]:
    """The same page from the place where the one before ended."""
    return list(found_after(listed(with_verdict=False), (after.published_at, after.pk))[: PAGE + 1])


def walk(report: Report) -> None:
    """Every open vacancy is met exactly once when the reader turns all pages."""
    wanted, met, after = list(opened().values_list("pk", flat=True)), [], None
    while rows := list(found_after(Vacancy.objects.open(), after)[:PAGE]):
        met += [row.pk for row in rows]
        after = (rows[-1].published_at, rows[-1].pk)
    report.figure("open vacancies", len(wanted))
    report.wrong("vacancies missed, repeated or out of order when turning pages", sum(a != b for a, b in zip(met, wanted, strict=False)))
    report.wrong("vacancies too few or too many when turning pages", abs(len(met) - len(wanted)))


def measure_cpu(report: Report, pages: dict[str, str]) -> None:
    """CPU of each page over many vacancies, and of the list beside the same list over sixty."""
    many = interleaved({name: page(MANY, path) for name, path in pages.items()}, rounds=at_size(ci=20, full=100))
    for name, spent in many.items():
        report.figure(f"{name}: CPU ms as measured, with the neighbours", spent.raw)
        report.goal(f"{name}: CPU ms on a quiet machine", spent.quiet, at_most=15)
    found: dict[str, list[float]] = {MANY: [], SIXTY: []}
    for _turn in range(at_size(ci=3, full=6)):  # blocks, because another database means another connection
        for database, costs in found.items():
            costs.append(interleaved({"list": page(database, FIRST)}, rounds=8)["list"].quiet)
    report.goal("list: CPU over many ÷ CPU over sixty vacancies", min(found[MANY]) / min(found[SIXTY]), at_most=1.5)


def measure_paging(report: Report) -> None:
    """A page far down by keyset, beside the same page by number."""
    at(MANY)
    place = opened().count() * 9 // 10
    last = opened()[place - 1]
    report.wrong("jobs that differ between both ways", sum(a.pk != b.pk for a, b in zip(by_offset(place), by_key(last), strict=False)))
    spent = interleaved({"offset": lambda: by_offset(place), "key": lambda: by_key(last)}, rounds=at_size(ci=40, full=100))
    report.figure("page far down by number (count and offset): CPU ms", spent["offset"].quiet)
    report.goal("page far down: CPU by keyset ÷ CPU by number", spent["key"].quiet / spent["offset"].quiet, at_most=1.0)


def measure_size(report: Report) -> None:
    """Queries and bytes over the wire, headers included, in the three languages."""
    for language in LANGUAGES:
        path = f"/{language}/jobs/"
        again = Answer(path)
        loaded = assets(again.text)
        fonts = sum(size for name, size in loaded.items() if name.endswith(".woff2"))
        report.goal(f"list in {language}: KB of a first visit (fonts apart)", (again.size + sum(loaded.values()) - fonts) / KB, at_most=25)
        report.goal(f"list in {language}: KB of a repeated visit", again.size / KB, at_most=10)
        if fonts:
            report.figure(f"list in {language}: KB of the font, read in the background and kept", fonts / KB)


def main() -> int:
    """0 if every result was right."""
    report = Report("job_list")
    pages = paths()
    walk(report)
    for name, path in pages.items():
        Answer(path)
        report.goal(f"{name}: queries", queries(page(MANY, path)), at_most=6)
    measure_size(report)
    report.goal("job: KB of a repeated visit", Answer(pages["job"]).size / KB, at_most=10)
    measure_cpu(report, pages)
    measure_paging(report)
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
