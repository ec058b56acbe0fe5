"""What programmes keep of a person: places in groups, lessons, booked tests, and whether they want to be told of the next group."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from accounts.models import User
from candidates.models import Profile
from programmes.models import Attendance, Booking, FieldQuota, Interest, Member, Programme, ProgrammeSeats, Sitting
from programmes.states import LIVE, BookingState
from programmes.transitions import cancel_booking, withdraw
from vault.moving import Move, move
from vault.plain import row
from workflow.steps import Reason

HOLDS: dict[Any, str] = {Member: "training", Booking: "booked_tests", Attendance: "attendance", Interest: "training_news"}
LEFT_OUT = {
    FieldQuota: "a decision of the ministry, entered by a supervisor",
    ProgrammeSeats: "an agreement on a programme, entered by a supervisor",
    Programme: "a programme for everybody",
    Sitting: "a test for everybody; who is booked stands with each person",
}
DESK_ONLY = ("owner", "due_on", "profile", "group")


def of(user: User) -> Any:
    return Member.objects.filter(profile__user=user).select_related("group__programme", "profile__user").order_by("pk")


def export(user: User) -> dict[str, Any]:
    """Each place with its group, its tests and every word about its lessons; and whether news was wanted."""
    wanted = Interest.objects.filter(profile__user=user).order_by("pk")
    return {"training": [whole(member) for member in of(user)], "training_news": [row(each, "profile") for each in wanted]}


def whole(member: Member) -> dict[str, Any]:
    group = member.group
    tests = member.bookings.select_related("sitting__field").order_by("pk")
    return row(member, *DESK_ONLY) | {
        "group": {
            "programme": group.programme.name_en,
            "name": group.title,
            "place": group.where,
            "starts_on": group.starts_on.isoformat(),
        },
        "booked_tests": [
            row(test, "member", "sitting", "owner", "due_on")
            | {"test": str(test.sitting), "held_on": test.sitting.held_on.isoformat(), "place": test.sitting.place}
            for test in tests
        ],
        "attendance": [row(word, "member", "by") for word in member.attendance.order_by("held_on", "number")],
    }


def subjects(user: User) -> Iterator[tuple[str, Any]]:
    for public_id in of(user).values_list("public_id", flat=True):
        yield "programmes.member", public_id


@transaction.atomic
def erase(user: User, keep: frozenset[str]) -> None:
    """The seat is free for the next; what the person said, the scores and the lessons go. That somebody was there stays, as a number."""
    for booking in Booking.objects.filter(member__profile__user=user, state=BookingState.BOOKED):
        cancel_booking(booking, by=None)
    for member in of(user).filter(state__in=LIVE):
        withdraw(member, by=user, reason="account_ended")
    Booking.objects.filter(member__profile__user=user).update(score=None)
    Attendance.objects.filter(member__profile__user=user).delete()
    of(user).update(wish="any", level="none")
    Interest.objects.filter(profile__user=user).delete()


# ── two accounts of one person ─────────────────────────────────────────────────────────────────────────
def moves(gone: User, kept: User) -> Iterator[Move]:
    """Places with their tests go along; the wish for news too, where the kept one has said nothing."""
    one, other = Profile.objects.filter(user=gone).first(), Profile.objects.filter(user=kept).first()
    if one and other:
        yield from move(Member.objects.filter(profile=one), "profile_id", one.pk, other.pk)
        if not Interest.objects.filter(profile=other).exists():
            yield from move(Interest.objects.filter(profile=one), "profile_id", one.pk, other.pk)


def moving_blockers(gone: User, kept: User) -> list[Reason]:
    """One live place for one person."""
    live = Member.objects.filter(state__in=LIVE)
    both = all(live.filter(profile__user=user).exists() for user in (gone, kept))
    return [Reason("merge_two_places")] if both else []


def standing(user: User) -> dict[str, Any]:
    """Each place and how often it was moved."""
    return {"places": {str(ref): version for ref, version in of(user).values_list("public_id", "version")}}


def held(users: list[int]) -> list[Any]:
    return [Member.objects.filter(profile__user__in=users)]
