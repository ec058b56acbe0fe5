"""What the verbs share: who may, the day in Pakistan, seats that are taken and given back."""

from collections.abc import Collection
from datetime import date

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from programmes import rules
from programmes.models import Group
from programmes.states import GROUP_OPEN
from workflow.advance import role_of
from workflow.clock import local_day
from workflow.steps import Reason, Refused


def pakistan_today() -> date:
    """The day where lessons are held."""
    return local_day(timezone.now(), "oec")


def check_role(by: User, roles: Collection[str]) -> None:
    """A birth has no row in a table of steps: its door is here."""
    if role_of(by) not in roles:
        raise Refused(Reason("step_not_yours"))


def take_seat(group_id: int) -> None:
    """One seat more is held, or Refused when none is left: one UPDATE, so of two at once one gets the last. Before any member is moved."""
    if not Group.objects.filter(pk=group_id, state__in=GROUP_OPEN, held__lt=F("seats")).update(held=F("held") + 1):
        group = Group.objects.get(pk=group_id)
        raise Refused(*rules.seat_blockers(group_state=group.state, held=group.held, seats=group.seats) or [Reason("changed_meanwhile")])


def give_seat_back(group_id: int) -> None:
    """One seat less is held."""
    Group.objects.filter(pk=group_id, held__gt=0).update(held=F("held") - 1)
