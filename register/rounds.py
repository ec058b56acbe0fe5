"""The nightly look for pairs: first everybody who is new, then a slice of the round over all; twenty seconds at a time."""

import time

from django.db import transaction
from django.utils import timezone

from candidates.models import Profile
from register import same_person
from register.models import Round
from workflow.clock import PAKISTAN, ZONES

SLICE, CHUNK = 20.0, 200
NIGHT = range(1, 5)  # hours in Pakistan


def is_night() -> bool:
    return timezone.now().astimezone(ZONES[PAKISTAN]).hour in NIGHT


def work(*, at_once: bool = False) -> int:
    """One slice, if it is night; how many profiles were looked at. Two workers: the second finds the row held and goes."""
    if not (at_once or is_night()):
        return 0
    until, seen = time.monotonic() + SLICE, 0
    while time.monotonic() < until:
        done = one_chunk()
        seen += done
        if done < CHUNK:
            break
    return seen


@transaction.atomic
def one_chunk() -> int:
    """The next profiles in their order, with the place kept in the same transaction; a round that ends begins anew the next time."""
    Round.objects.get_or_create(pk=1)
    row = Round.objects.select_for_update(skip_locked=True).filter(pk=1).first()
    if row is None:
        return 0
    found = behind(row.newest)
    if found:
        row.newest = found[-1].pk
    else:
        found = behind(row.place)
        row.place = found[-1].pk if len(found) == CHUNK else 0
    row.save()
    same_person.look(found)
    return len(found)


def behind(place: int) -> list[Profile]:
    return list(Profile.objects.standing().select_related("user").filter(pk__gt=place).order_by("pk")[:CHUNK])
