"""Who is probably one person: what two files share. Reads only and bounded; one query more for each name, the others for all at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from candidates.models import Profile
from candidates.names import same_name, sound, words
from register.models import RegisterEntry

MOST = 100  # files read for one name, and for one phone
FAMILY = 20  # a number that more people use is an office's, not a family's


@dataclass(frozen=True, order=True)
class Pair:
    """The older profile first; the other side is a profile or an entry of the register."""

    first: int
    second: int | None = None
    entry: int | None = None


Found = dict[Pair, set[str]]


def pairs_of(people: Sequence[Profile]) -> Found:
    """Every pair in which one of these stands, with all that speaks for it. Their users must be there."""
    found: Found = defaultdict(set)
    for looking in (by_passport, by_phone, in_register):
        for pair, reason in looking(people):
            found[pair].add(reason)
    for person in people:
        for pair, reason in by_birth(person):
            found[pair].add(reason)
    return dict(found)


def pair_of(one: Profile, other: Profile) -> Pair:
    return Pair(min(one.pk, other.pk), max(one.pk, other.pk))


def by_passport(people: Sequence[Profile]) -> Iterator[tuple[Pair, str]]:
    """The same passport number, by its blind index. (A CNIC stands once among profiles: the database holds that.)"""
    mine = {person.passport_index: person for person in people if person.passport_index}
    for other in Profile.objects.standing().filter(passport_index__in=list(mine)).order_by("pk")[: MOST * len(people)]:
        person = mine[other.passport_index]
        if person.pk != other.pk:
            yield pair_of(person, other), "same_passport"


def by_phone(people: Sequence[Profile]) -> Iterator[tuple[Pair, str]]:
    """The same phone and a name that sounds alike; brothers have other cards and other birthdays."""
    numbers = {person.user.phone for person in people if person.user.phone}
    there: dict[str, list[Profile]] = defaultdict(list)
    for other in Profile.objects.standing().select_related("user").filter(user__phone__in=numbers).order_by("pk")[: MOST * len(people)]:
        there[other.user.phone].append(other)
    for person in people:
        others = there.get(person.user.phone, [])
        for other in others if len(others) <= FAMILY else []:
            if person.pk != other.pk and sounds_like(person, other):
                yield pair_of(person, other), "phone_and_name"


def told_apart(one: Profile | RegisterEntry, other: Profile | RegisterEntry) -> bool:
    """Another CNIC and another date of birth."""
    values = ((one.cnic, other.cnic), (one.birth_date, other.birth_date))
    return all(mine and theirs and mine != theirs for mine, theirs in values)


def by_birth(person: Profile) -> Iterator[tuple[Pair, str]]:
    """The same date of birth, the same district and a name that sounds alike. The father's name is not kept, so it cannot help."""
    sounds = sorted({sound(word) for word in words(person.full_name) if len(sound(word)) > 1})
    if not (sounds and person.birth_date and person.district_id):
        return
    near = Profile.objects.standing().filter(district=person.district_id, name_keys__contains=sounds).exclude(pk=person.pk)
    for other in near.order_by("-pk")[:MOST]:
        if other.birth_date == person.birth_date and same_name(person.full_name, other.full_name):
            yield pair_of(person, other), "birth_and_name"


def in_register(people: Sequence[Profile]) -> Iterator[tuple[Pair, str]]:
    """Unclaimed entries with the same CNIC, or with the same phone and a name that sounds alike."""
    index = RegisterEntry._meta.get_field("cnic_index")
    numbers, asked = {person.user.phone for person in people if person.user.phone}, Q(pk__in=[])
    cards = {person.cnic: person for person in people if person.cnic}
    for cnic in cards:
        asked |= index.matching(cnic)  # type: ignore[union-attr]
    for entry in RegisterEntry.objects.open().filter(asked | Q(phone__in=numbers)).order_by("pk")[: MOST * len(people)]:
        for person in people:
            if person.cnic and person.cnic == entry.cnic:
                yield Pair(person.pk, entry=entry.pk), "same_cnic"
            elif entry.phone and entry.phone == person.user.phone and sounds_like(person, entry):
                yield Pair(person.pk, entry=entry.pk), "phone_and_name"


def sounds_like(one: Profile, other: Profile | RegisterEntry) -> bool:
    """Names that sound alike, and nothing that tells brothers apart."""
    return same_name(one.full_name, other.full_name) and not told_apart(one, other)
