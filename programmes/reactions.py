"""What follows in programmes from the steps of groups and members; named in portal/reactions.py. Safe to run twice."""

import logging

from programmes import transitions
from programmes.models import Booking, Group, Member
from programmes.states import IN_LINE, LIVE, BookingState, GroupState
from workflow.models import Entry
from workflow.steps import Refused

log = logging.getLogger(__name__)


def release_who_waits(entry: Entry) -> None:
    """The group began: whoever is still in the line is told, and keeps the day for the next group."""
    group = Group.objects.get(pk=entry.subject_id)
    if group.state == GroupState.RUNNING:
        release_all(group, IN_LINE, "not_placed")


def release_everybody(entry: Entry) -> None:
    """The group was cancelled: everybody is told."""
    release_all(Group.objects.get(pk=entry.subject_id), LIVE, "group_cancelled")


def release_all(group: Group, states: tuple[str, ...], reason: str) -> None:
    """One by one; who moved at this moment is not lost: the reaction runs again."""
    for member in Member.objects.filter(group=group, state__in=states).order_by("asked_at", "pk"):
        transitions.release(member, reason=reason)


def cancel_its_tests(entry: Entry) -> None:
    """Who left the programme is taken off tests that are still to come."""
    for booking in Booking.objects.filter(member=entry.subject_id, state=BookingState.BOOKED).select_related("sitting"):
        try:
            transitions.cancel_booking(booking, by=None)
        except Refused:
            log.info("booking_moved_meanwhile", extra={"booking": booking.pk})
