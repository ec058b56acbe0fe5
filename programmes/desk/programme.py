"""One programme: figures, groups, tests, members with their training, tests and placement; and the same as a file."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import READERS, Role
from paper.table import csv_stream, xlsx_stream
from programmes import cohort
from programmes.cohort import Line
from programmes.desk.page import history_of, is_uuid, number_of, programme_or_404, show, steps_of
from programmes.desk.programmes import STEPS
from programmes.models import Group, Programme, ProgrammeSeats, Sitting
from programmes.states import IN_LINE, BookingState
from programmes.transitions.acting import pakistan_today
from programmes.words import MEMBER_TAGS, REASON_WORDS
from programmes.words import STAGES as STAGE_WORDS

FIGURE_WORDS = {
    "asked": gettext_lazy("Asked for a place"), "enrolled": gettext_lazy("Were in a group"), "passed": gettext_lazy("Passed a test"),
    "presented": gettext_lazy("Presented to an employer"), "hired": gettext_lazy("Accepted a job"), "departed": gettext_lazy("Departed"),
}  # fmt: skip
TEST_WORDS = {"passed": gettext_lazy("Passed a test"), "booked": gettext_lazy("Wait for a test"), "none": gettext_lazy("No test yet")}
STAGE_CHOICES = {"none": STAGE_WORDS[""], **{name: STAGE_WORDS[name] for name in cohort.STAGES}}
HEADS = (
    gettext_lazy("Candidate number"),
    gettext_lazy("Group"),
    gettext_lazy("State"),
    gettext_lazy("Asked"),
    gettext_lazy("In the group since"),
    gettext_lazy("In the group until"),
    gettext_lazy("Why"),
    gettext_lazy("Tests booked"),
    gettext_lazy("Tests passed"),
    gettext_lazy("Certificates verified by OEC"),
    gettext_lazy("Placement"),
)


@dataclass(frozen=True)
class Wish:
    """Which members are asked for."""

    state: str = ""
    group: str = ""
    tests: str = ""
    stage: str = ""
    text: str = ""

    @classmethod
    def read(cls, request: HttpRequest) -> "Wish":
        def one(name: str, known: Any) -> str:
            return asked if (asked := request.GET.get(name, "")) in known else ""

        group = request.GET.get("group", "")
        text = request.GET.get("q", "").strip().replace("\x00", "")[:24]
        return cls(one("state", MEMBER_TAGS), group if is_uuid(group) else "", one("tests", TEST_WORDS), one("stage", STAGE_CHOICES), text)

    def query(self, **more: Any) -> str:
        kept = {"q": self.text, **{name: value for name, value in asdict(self).items() if name != "text"}} | more
        return "?" + urlencode({name: value for name, value in kept.items() if value})

    @property
    def is_empty(self) -> bool:
        return self == replace(self, state="", group="", tests="", stage="", text="")


@role_required(*READERS)
@require_safe
def programme(request: HttpRequest, public_id: object) -> HttpResponse:
    """The whole programme; as many queries for 12 members as for 1,200."""
    found = programme_or_404(request, public_id)
    wish, after = Wish.read(request), number_of(request.GET.get("after", ""))
    lines, following = cohort.page_of(cohort.members_of(found, request.user, **asdict(wish)), after)
    groups = groups_of(found, request)
    context = {
        **facts_of(found, request),
        "groups": groups,
        "sittings": sittings_of(found, request),
        "lines": lines,
        "filters": filters(wish, groups),
        "wish": wish,
        "query": wish.query(),
        "next_url": wish.query(after=following) if following else "",
        "first_url": wish.query() if after else "",
    }
    return show(request, "programmes/desk/programme.html", context, title=str(found))


def facts_of(found: Programme, request: HttpRequest) -> dict[str, Any]:
    """Its data, figures, seats by date, history, and what may be done."""
    (summary,) = cohort.summaries(request.user, [found], pakistan_today())
    allowed = steps_of(found, request)
    return {
        "programme": found,
        "fields": list(found.fields.all()),
        "summary": summary,
        "figures": [{"count": summary.figures[name], "label": word} for name, word in FIGURE_WORDS.items()],
        "seat_rows": ProgrammeSeats.objects.visible_to(request.user)
        .filter(programme=found)
        .select_related("entered_by")
        .order_by("-pk")[:20],
        "may_enter_seats": request.user.role == Role.OEC_SUPERVISOR,
        "steps": [{"name": name, "word": words[0]} for name, words in STEPS.items() if name in allowed],
        "may_change": "change" in allowed,
        "history": history_of(found),
    }


def groups_of(found: Programme, request: HttpRequest) -> list[Group]:
    """Its groups with how many wait before each."""
    waiting = Count("members", filter=Q(members__state__in=IN_LINE))
    return list(Group.objects.visible_to(request.user).filter(programme=found).annotate(waiting=waiting).order_by("starts_on", "pk"))


def sittings_of(found: Programme, request: HttpRequest) -> Any:
    """Its tests with how many are booked, and how many passed."""
    booked = Count("bookings", filter=~Q(bookings__state=BookingState.CANCELLED))
    passed = Count("bookings", filter=Q(bookings__state=BookingState.PASSED))
    rows = Sitting.objects.visible_to(request.user).filter(programme=found).select_related("field")
    return rows.annotate(booked=booked, passed=passed)[:50]


def filters(wish: Wish, groups: list[Group]) -> list[dict[str, Any]]:
    """One select each: name, label, choices, and what is chosen."""
    states = {code: tag[2] for code, tag in MEMBER_TAGS.items()}
    asked: tuple[tuple[str, str, dict[Any, Any], str], ...] = (
        ("state", _("State"), states, wish.state),
        ("group", _("Group"), {str(row.public_id): row.title for row in groups}, wish.group),
        ("tests", _("Tests"), TEST_WORDS, wish.tests),
        ("stage", _("Placement"), STAGE_CHOICES, wish.stage),
    )
    return [{"name": name, "label": label, "choices": list(words.items()), "chosen": chosen} for name, label, words, chosen in asked]


@role_required(*READERS)
@require_safe
def members(request: HttpRequest, public_id: object, form: str) -> HttpResponseBase:
    """The filtered members as a file: by number, never by name (a list with names asks for a second signature: exports)."""
    found, wish = programme_or_404(request, public_id), Wish.read(request)
    answers = {"csv": csv_stream, "xlsx": xlsx_stream}
    if form not in answers:
        raise Http404
    rows = cells(cohort.all_lines(cohort.members_of(found, request.user, **asdict(wish))))
    return answers[form](f"programme-{found.starts_on.isoformat()}.{form}", [str(head) for head in HEADS], rows)


def cells(lines: Iterator[Line]) -> Iterator[list[object]]:
    """One row of the file for each member."""
    for line in lines:
        row = line.member
        yield [
            row.profile.reference,
            row.group.title,
            str(row.tag[2]),
            row.asked_at.date(),
            row.enrolled_on or "",
            row.ended_on or "",
            str(REASON_WORDS.get(row.reason, "")),
            ", ".join(f"{test.sitting} {test.sitting.held_on}" for test in line.coming),
            ", ".join(f"{test.sitting} {test.score or ''}".strip() for test in line.passed),
            ", ".join(str(test.sitting) for test in line.checked),
            str(STAGE_WORDS[line.stage]),
        ]
