"""The verbs of a programme."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from accounts.roles import OEC
from jobs.models import SswField
from programmes import rules
from programmes.models import Group, Programme, ProgrammeSeats
from programmes.states import GROUP_LIVE
from programmes.transitions.acting import check_role
from workflow.advance import advance, begin
from workflow.models import Entry


@transaction.atomic
def plan(programme: Programme, *, by: User, fields: Iterable[SswField] = (), seats: ProgrammeSeats | None = None) -> Entry:
    """Keep a new programme with its first number of seats."""
    check_role(by, OEC)
    entry = begin(programme, "plan", by=by)
    programme.fields.set(fields)
    if seats:
        seats.programme, seats.entered_by = programme, by
        seats.save()
    return entry


@transaction.atomic
def change_programme(
    programme: Programme, *, by: User, values: dict[str, object], fields: Iterable[SswField], version: int | None = None
) -> Entry:
    """Keep what was changed; the journal names the columns."""
    entry = advance(programme, "change", by=by, version=version, data={"fields": sorted(values)}, **values)
    programme.fields.set(fields)
    return entry


def step_programme(programme: Programme, name: str, *, by: User, version: int | None = None) -> Entry:
    """Open, start, or one step back."""
    return advance(programme, name, by=by, version=version)


def end_programme(programme: Programme, *, by: User, version: int | None = None) -> Entry:
    """The last step: after its groups."""
    running = Group.objects.filter(programme=programme, state__in=GROUP_LIVE).count()
    return advance(programme, "end", by=by, version=version, unless=rules.end_programme_blockers(running=running))
