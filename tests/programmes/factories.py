"""A programme of OEC with its groups; people in any state of the line."""

from datetime import date, time, timedelta

import factory
from django.db.models import F
from django.utils import timezone

from accounts.models import Party
from accounts.roles import PartyKind
from programmes.models import Booking, Group, Member, Programme, ProgrammeSeats, Sitting
from programmes.states import SEATED, MemberState
from tests.candidates.factories import ProfileFactory


def soon(days: int) -> date:
    """A day from now on."""
    return timezone.now().date() + timedelta(days=days)


class ProgrammeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Programme

    state, version = "running", 1
    name_en, name_ur, name_ja = "Cohort of 120", "ایک سو بیس کا گروہ", "120人の育成"
    kind, goal = "cohort", "A2"
    party = factory.LazyFunction(lambda: Party.objects.get_or_create(kind=PartyKind.OEC, defaults={"name": "OEC"})[0])
    starts_on = factory.LazyFunction(lambda: soon(-30))


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Group

    state, version = "open", 1
    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Lahore {n}")
    place, weekdays, begins_at, ends_at = "12 Mall Road, Lahore", [0, 2], time(18), time(20)
    starts_on, ends_on = factory.LazyFunction(lambda: soon(14)), factory.LazyFunction(lambda: soon(120))
    seats = 3
    opened_at = factory.LazyFunction(timezone.now)


class MemberFactory(factory.django.DjangoModelFactory):
    """Somebody where they stand in `state`; who holds a seat holds it."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    group = factory.SubFactory(GroupFactory)
    profile = factory.SubFactory(ProfileFactory)
    state, version = "asked", 1
    owner = factory.LazyAttribute(lambda o: Member.OWNERS.get(o.state, ""))
    due_on = factory.LazyAttribute(lambda o: soon(5) if o.owner else None)
    reason = factory.LazyAttribute(lambda o: "own_wish" if o.state in ("left", "dropped") else "")
    enrolled_on = factory.LazyAttribute(lambda o: soon(-3) if o.state in ("enrolled", "finished", "dropped") else None)

    @factory.post_generation
    def with_its_seat(self, create, extracted, **kwargs):
        if self.state in (*SEATED, MemberState.FINISHED):
            Group.objects.filter(pk=self.group_id).update(held=F("held") + 1)
            self.group.refresh_from_db()


class SittingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sitting

    programme = factory.SubFactory(ProgrammeFactory)
    kind, place = "jft", "Islamabad Test Centre"
    held_on = factory.LazyFunction(lambda: soon(-1))


class BookingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Booking

    state, version = "booked", 1
    sitting = factory.SubFactory(SittingFactory)
    member = factory.LazyAttribute(lambda o: MemberFactory(state="enrolled", group=GroupFactory(programme=o.sitting.programme)))


def places(programme, number, **more):
    """So many seats agreed, from last year on."""
    said = {"valid_from": soon(-300), "source": "Memorandum", "as_of": soon(-1)} | more
    return ProgrammeSeats.objects.create(programme=programme, places=number, **said)
