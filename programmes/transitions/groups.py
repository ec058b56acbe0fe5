"""The verbs of a group. Who stood in it is told by what follows (programmes/reactions.py)."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import OEC
from programmes import rules
from programmes.models import Group
from programmes.transitions.acting import check_role
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused


def add_group(group: Group, *, by: User) -> Entry:
    """Keep a new group."""
    check_role(by, OEC)
    try:
        with transaction.atomic():
            return begin(group, "plan", by=by)
    except IntegrityError:
        raise Refused(Reason("group_name_taken")) from None


def change_group(group: Group, *, by: User, values: dict[str, object], version: int | None = None) -> Entry:
    """Keep what was changed; never fewer seats than are promised, also when one is promised at this moment; no name twice."""
    blockers = rules.change_group_blockers(seats=int(str(values.get("seats", group.seats))), held=group.held)
    try:
        with transaction.atomic():
            return advance(group, "change", by=by, version=version, unless=blockers, data={"fields": sorted(values)}, **values)
    except IntegrityError:
        is_taken = Group.objects.filter(programme=group.programme_id, title=values.get("title")).exclude(pk=group.pk).exists()
        group.refresh_from_db()
        raise Refused(*[Reason("group_name_taken")] if is_taken else rules.change_group_blockers(seats=0, held=group.held)) from None


def open_group(group: Group, *, by: User, version: int | None = None) -> Entry:
    """Candidates may ask for a place from now on; who wanted to be told is told."""
    blockers = rules.open_group_blockers(programme_state=group.programme.state)
    return advance(group, "open", by=by, version=version, unless=blockers, opened_at=timezone.now())


def start_group(group: Group, *, by: User, version: int | None = None) -> Entry:
    """The course begins; whoever still waits is told that no seat was left."""
    return advance(group, "start", by=by, version=version)


def end_group(group: Group, *, by: User, version: int | None = None) -> Entry:
    """The course is over, and of everybody it is known how."""
    return advance(group, "end", by=by, version=version, unless=rules.end_group_blockers(states=states_of(group)))


def cancel_group(group: Group, *, by: User, version: int | None = None) -> Entry:
    """There will be no course, or no more of it; everybody is told."""
    return advance(group, "cancel", by=by, version=version)


def step_group_back(group: Group, *, by: User, version: int | None = None) -> Entry:
    """One step back: to running requests, or to the plan while nobody has asked."""
    blockers = rules.back_to_plan_blockers(states=states_of(group)) if group.state == "open" else []
    return advance(group, "step_back", by=by, version=version, unless=blockers)


def states_of(group: Group) -> list[str]:
    return list(group.members.values_list("state", flat=True))
