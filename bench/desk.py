"""The review desk over a million applications: queues by every filter and far down, decisions, Today, the team."""

import sys
from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications.models import Application
from bench._cpu import interleaved
from bench._pages import Answer, assets, queries, signed_in
from bench._report import Report, at_size
from candidates.models import Evidence, Profile
from jobs.models import Vacancy
from reviews import claims, loads, queues
from reviews.kinds import KINDS
from reviews.models import Assignment
from reviews.wishes import NONE, Wish

KB, GIVEN = 1000, 200
APPLICATION, EVIDENCE = KINDS["application"], KINDS["evidence"]


def someone(role: Role) -> User:
    """The first of the demo's people with this role."""
    return User.objects.filter(role=role, is_active=True).order_by("pk")[0]


def waiting(user: User) -> QuerySet[Any]:
    """What OEC has to do, in the order of its queue."""
    return queues.in_order(queues.in_group(APPLICATION, user, "todo"))


def give_some(officer: User, lead: User) -> None:
    """The most urgent cases are this officer's."""
    refs = waiting(officer).values_list("public_id", flat=True)[:GIVEN]
    Assignment.objects.bulk_create([Assignment(subject_kind="application", subject_ref=ref, officer=officer, by=lead) for ref in refs])


def rare_field() -> str:
    """The field with the fewest vacancies: the hardest to find in a long queue."""
    return Vacancy.objects.exclude(field=None).values_list("field").annotate(n=Count("pk")).order_by("n")[0][0]


def rare_district() -> str:
    """The district with the fewest people, but some."""
    return str(Profile.objects.exclude(district=None).values_list("district").annotate(n=Count("pk")).order_by("n")[0][0])


def far_down(user: User) -> Wish:
    """The page that begins when nine tenths of the queue are behind the reader."""
    rows = waiting(user)
    row = rows[rows.count() * 9 // 10]
    return Wish(after=queues.Place(row.due_on, row.waiting_since, row.pk))


def queue_pages(user: User) -> dict[str, str]:
    """The queue of applications by group, filter and page, and that of evidence."""
    wishes = {
        "all that is to do": Wish(), "late": Wish(late=True), "due today": Wish(today=True), "free": Wish(group="free"),
        "own": Wish(group="mine"), "waiting for others": Wish(group="waiting"), "waiting for release": Wish(group="pending"),
        "given to nobody": Wish(who="nobody"), "given to one officer": Wish(who=str(user.public_id)),
        "a rare state": Wish(state="departed"),
        "a rare field": Wish(field=rare_field()), "a rare state of a rare field": Wish(state="departed", field=rare_field()),
        "a rare district": Wish(district=rare_district()), "no district, far down": Wish(district=NONE, after=far_down(user).after),
        "far down": far_down(user),
    }  # fmt: skip
    return {f"queue, {name}": f"/desk/queue/application/{wish.query}" for name, wish in wishes.items()} | {
        "queue of evidence": "/desk/queue/evidence/",
        "queue of evidence, a rare district": f"/desk/queue/evidence/?district={rare_district()}",
    }


def decision_pages(officer: User) -> dict[str, str]:
    """One case of each large kind, opened by this officer: identity, verdicts, papers, forms."""
    application = waiting(officer).filter(state="submitted")[0]
    paper = queues.in_order(queues.in_group(EVIDENCE, officer, "todo"))[0]
    vacancy = Vacancy.objects.filter(state="vetted").order_by("pk")[0]
    found = {"application": application, "evidence": paper, "vacancy": vacancy}
    for kind, row in found.items():
        claims.take(kind, row.public_id, by=officer)
    return {f"decision on {kind}": f"/desk/case/{kind}/{row.public_id}/" for kind, row in found.items()}


def by_number(user: User) -> list[Any]:
    """The baseline: a page as a paginator reads it, counting all and skipping to the place."""
    rows = APPLICATION.open_to(user).filter(owner="oec").order_by("due_on", "waiting_since", "pk")
    total = rows.count()
    return list(rows[total * 9 // 10 :][: queues.PAGE])


def measure(report: Report, pages: dict[str, str], cookie: str, *, queries_at_most: int, ms_at_most: int) -> None:
    """Queries and CPU of each page on a quiet machine."""
    for name, path in pages.items():
        Answer(path, cookie)
        report.goal(f"{name}: queries", queries(lambda path=path: Answer(path, cookie)), at_most=queries_at_most)  # type: ignore[misc]
    acts: dict[str, Callable[[], object]] = {name: lambda path=path: Answer(path, cookie) for name, path in pages.items()}  # type: ignore[misc]
    for name, spent in interleaved(acts, rounds=at_size(ci=8, full=25)).items():
        report.figure(f"{name}: CPU ms as measured, with the neighbours", spent.raw)
        report.goal(f"{name}: CPU ms on a quiet machine", spent.quiet, at_most=ms_at_most)


def measure_paging(report: Report, user: User) -> None:
    """Far down by place, beside the same page by number; and every row is met once."""
    wish = far_down(user)
    spent = interleaved({"number": lambda: by_number(user), "place": lambda: queues.page_of(APPLICATION, user, wish)}, rounds=10)
    report.figure("page far down by number (count and offset): CPU ms", spent["number"].quiet)
    report.goal("page far down: CPU by place ÷ CPU by number", spent["place"].quiet / spent["number"].quiet, at_most=1.0)
    met, place = 0, None
    for _page in range(at_size(ci=4, full=40)):
        rows, place = queues.page_of(APPLICATION, user, Wish(after=place))
        met += len({row.subject.pk for row in rows})
        if place is None:
            break
    wanted = waiting(user).values_list("pk", flat=True)[:met]
    report.wrong("rows missed or repeated when turning pages", abs(met - len(set(wanted))))


def measure_size(report: Report, path: str, cookie: str) -> None:
    again = Answer(path, cookie)
    report.goal("queue: KB of a first load", (again.size + sum(assets(again.text).values())) / KB, at_most=120)
    report.goal("queue: KB of a repeated load", again.size / KB, at_most=12)


def main() -> int:
    """0 if every page showed what it should."""
    report = Report("desk")
    officer, lead = someone(Role.OEC_OFFICER), someone(Role.OEC_SUPERVISOR)
    give_some(officer, lead)
    report.figure("sums by field and district, written by the task", loads.count())
    report.figure("applications", Application.objects.count())
    report.figure("applications that OEC has to act on", waiting(officer).count())
    report.figure("documents to check", Evidence.objects.filter(owner="oec", due_on__lte=timezone.now().date()).count())
    cookie, lead_cookie = signed_in(officer), signed_in(lead)
    pages = queue_pages(officer)
    measure(report, pages, cookie, queries_at_most=12, ms_at_most=60)
    measure(report, decision_pages(officer), cookie, queries_at_most=15, ms_at_most=45)
    measure(report, {"Today of an officer": "/desk/"}, cookie, queries_at_most=20, ms_at_most=120)
    measure(
        report,
        {"Today of a lead": "/desk/", "the team": "/desk/team/", "the team by district": "/desk/team/?by=district"},
        lead_cookie,
        queries_at_most=60,
        ms_at_most=120,
    )
    measure_size(report, pages["queue, all that is to do"], cookie)
    measure_paging(report, officer)
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
