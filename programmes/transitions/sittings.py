"""The verbs of a test: who is booked, who came, who passed. A result recorded here is OEC's note, never proof."""

from decimal import Decimal

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import PARTNERS
from programmes import rules
from programmes.models import Booking, Member, Sitting
from programmes.states import RESULT_STEPS, BookingState, MemberState
from programmes.transitions.acting import check_role, pakistan_today
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused

BOOKABLE = (MemberState.ENROLLED, MemberState.FINISHED)


def add_sitting(sitting: Sitting, *, by: User) -> Sitting:
    """Keep a test with its day and place."""
    check_role(by, PARTNERS)
    sitting.created_by = by
    try:
        with transaction.atomic():
            sitting.save(force_insert=True)
    except IntegrityError:
        raise Refused(Reason("sitting_is_there")) from None
    return sitting


@transaction.atomic
def book(sitting: Sitting, member: Member, *, by: User) -> Booking:
    """One person for one test, once; who was taken off before comes back by `undo`."""
    check_role(by, PARTNERS)
    if member.state not in BOOKABLE or member.group.programme_id != sitting.programme_id:
        raise Refused(Reason("not_in_programme"))
    booking = Booking(sitting=sitting, member=member)
    try:
        with transaction.atomic():
            begin(booking, "book", by=by)
    except IntegrityError:
        raise Refused(Reason("booked_already")) from None
    return booking


def record_result(booking: Booking, *, by: User, result: str, score: Decimal | None = None, version: int | None = None) -> Entry:
    """Sat, passed, not passed or missed, with the score where it is known."""
    if result not in RESULT_STEPS:
        raise Refused(Reason("step_not_open"))
    sitting = booking.sitting
    blockers = rules.result_blockers(state=result, kind=sitting.kind, score=score, held_on=sitting.held_on, today=pakistan_today())
    return advance(booking, RESULT_STEPS[BookingState(result)], by=by, version=version, unless=blockers, score=score)


def undo_result(booking: Booking, *, by: User, version: int | None = None) -> Entry:
    """A result that was recorded by mistake: booked as before."""
    return advance(booking, "undo", by=by, version=version, score=None)


def cancel_booking(booking: Booking, *, by: User | None, version: int | None = None) -> Entry:
    """The person is taken off the test."""
    return advance(booking, "cancel", by=by, version=version)
