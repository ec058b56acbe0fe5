"""A programme in figures, and its members with training, tests and placement. Reads only; the same number of queries at any size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from applications.models import Application
from applications.states import ApplicationState as A
from candidates.models import Evidence
from candidates.states import EvidenceKind, EvidenceState
from programmes.models import Booking, Member, Programme, ProgrammeSeats
from programmes.states import BookingState, MemberState

PAGE = 50
GONE, HIRED = (A.DEPARTED, A.ARRIVED), (A.ACCEPTED, A.DEPARTED, A.ARRIVED)
WITH_EMPLOYER = (A.PRESENTED, A.INTERVIEWING, A.OFFERED)
STAGES: dict[str, tuple[str, ...]] = {"departed": GONE, "accepted": (A.ACCEPTED,), "presented": WITH_EMPLOYER}
TESTS = ("passed", "booked", "none")
FIGURES = ("asked", "enrolled", "passed", "presented", "hired", "departed")
IN_TRAINING = Q(state__in=[MemberState.ENROLLED, MemberState.FINISHED])


@dataclass(frozen=True)
class Seats:
    """What was agreed, and what is taken of it."""

    row: ProgrammeSeats | None
    taken: int

    @property
    def free(self) -> int:
        return max(self.row.places - self.taken, 0) if self.row else 0

    @property
    def is_over(self) -> bool:
        return self.row is not None and self.taken > self.row.places


@dataclass(frozen=True)
class Summary:
    """A programme with its figures: each person counts once."""

    programme: Programme
    figures: dict[str, int]
    seats: Seats


@dataclass
class Line:
    """One person in a programme."""

    member: Member
    bookings: list[Booking] = field(default_factory=list)
    stage: str = ""
    proved: frozenset[tuple[str, str]] = frozenset()

    @property
    def passed(self) -> list[Booking]:
        return [row for row in self.bookings if row.state == BookingState.PASSED]

    @property
    def coming(self) -> list[Booking]:
        return [row for row in self.bookings if row.state in (BookingState.BOOKED, BookingState.SAT)]

    def is_proved(self, booking: Booking) -> bool:
        """Whether OEC verified a certificate of this test: only that is proof."""
        return (booking.sitting.kind, booking.sitting.level) in self.proved

    @property
    def checked(self) -> list[Booking]:
        return [row for row in self.passed if self.is_proved(row)]


def applied(**condition: object) -> Exists:
    return Exists(Application.objects.filter(candidate=OuterRef("profile"), **condition))


def summaries(user: User, programmes: Sequence[Programme], today: date) -> list[Summary]:
    """Figures and seats of these programmes; two queries."""
    has_passed = Exists(Booking.objects.filter(member=OuterRef("pk"), state=BookingState.PASSED))
    rows = Member.objects.visible_to(user).filter(group__programme__in=programmes).order_by()
    marked = rows.annotate(
        has_passed=has_passed,
        is_presented=applied(presented_at__isnull=False),
        is_hired=applied(state__in=HIRED),
        is_gone=applied(state__in=GONE),
    )
    was_in = Q(enrolled_on__isnull=False)
    counted = {name: Count("profile", distinct=True, filter=when) for name, when in (
        ("asked", None), ("enrolled", was_in), ("passed", Q(has_passed=True)), ("presented", was_in & Q(is_presented=True)),
        ("hired", was_in & Q(is_hired=True)), ("departed", was_in & Q(is_gone=True)), ("taken", IN_TRAINING),
    )}  # fmt: skip
    found = {row.pop("group__programme"): row for row in marked.values("group__programme").annotate(**counted)}
    agreed = {row.programme_id: row for row in ProgrammeSeats.objects.visible_to(user).filter(programme__in=programmes).holding(today)}
    return [summary_of(one, found.get(one.pk, {}), agreed.get(one.pk)) for one in programmes]


def summary_of(programme: Programme, counts: dict[str, int], agreed: ProgrammeSeats | None) -> Summary:
    return Summary(programme, {name: counts.get(name, 0) for name in FIGURES}, Seats(agreed, counts.get("taken", 0)))


def members_of(
    programme: Programme, user: User, *, state: str = "", group: str = "", tests: str = "", stage: str = "", text: str = ""
) -> Any:
    """The members that a filter means, the newest first."""
    rows = Member.objects.visible_to(user).filter(group__programme=programme)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(group__public_id=group) if group else rows
    rows = rows.filter(profile__reference=text.upper()) if text else rows
    return by_stage(by_tests(rows, tests), stage).order_by("-pk")


def by_tests(rows: "QuerySet[Member]", tests: str) -> "QuerySet[Member]":
    """Who passed one, who waits for one, who has none."""
    own = Booking.objects.filter(member=OuterRef("pk"))
    conditions = {
        "passed": Exists(own.filter(state=BookingState.PASSED)),
        "booked": Exists(own.filter(state__in=[BookingState.BOOKED, BookingState.SAT])),
        "none": ~Exists(own.exclude(state=BookingState.CANCELLED)),
    }
    return rows.filter(conditions[tests]) if tests in conditions else rows


def by_stage(rows: "QuerySet[Member]", stage: str) -> "QuerySet[Member]":
    """By how far the person is with employers."""
    if stage in STAGES:
        return rows.filter(applied(state__in=STAGES[stage]))
    return rows.filter(~applied(state__in=[*WITH_EMPLOYER, *HIRED])) if stage == "none" else rows


def page_of(rows: "QuerySet[Member]", after: int | None) -> tuple[list[Line], int | None]:
    """One page and the mark of the next; four queries."""
    shown = rows.filter(pk__lt=after) if after else rows
    found = list(shown.select_related("profile", "group")[: PAGE + 1])
    return lines_of(found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else None


def all_lines(rows: "QuerySet[Member]") -> Iterator[Line]:
    """Every member, page by page: for files."""
    after: int | None = None
    while True:
        lines, after = page_of(rows, after)
        yield from lines
        if after is None:
            return


def lines_of(members: Sequence[Member]) -> list[Line]:
    """Members with their tests, their placement and what OEC verified; three queries for however many."""
    people = [member.profile_id for member in members]
    tests: dict[int, list[Booking]] = defaultdict(list)
    for booking in Booking.objects.filter(member__in=members).select_related("sitting__field").order_by("sitting__held_on", "pk"):
        tests[booking.member_id].append(booking)
    stages, proved = stages_of(people), proved_of(people)
    return [Line(member, tests[member.pk], stages.get(member.profile_id, ""), frozenset(proved[member.profile_id])) for member in members]


def stages_of(people: Iterable[int]) -> dict[int, str]:
    """How far each is with employers: the farthest of all applications."""
    order = list(STAGES)
    found: dict[int, str] = {}
    rows = Application.objects.filter(candidate__in=list(people), state__in=[*WITH_EMPLOYER, *HIRED]).order_by()
    for person, state in rows.values_list("candidate", "state").distinct():
        stage = next(name for name, states in STAGES.items() if state in states)
        found[person] = min(stage, found.get(person, stage), key=order.index)
    return found


def proved_of(people: Iterable[int]) -> dict[int, set[tuple[str, str]]]:
    """Test and level of every verified certificate."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    papers = Evidence.objects.filter(profile__in=list(people), kind=EvidenceKind.TEST, state=EvidenceState.VERIFIED, test__isnull=False)
    for person, kind, level in papers.order_by().values_list("profile", "test__kind", "test__level"):
        found[person].add((kind, level if kind in ("jlpt", "nat") else ""))
    return found
