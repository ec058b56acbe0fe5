"""People by name, as it sounds: typing errors, Urdu and Latin letters, words in any order."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from candidates.models import Profile
from candidates.models.profile import kept_of
from candidates.names import MOST_WORDS, keys, likeness, sound, words

READ, SHOWN, LIKE = 300, 20, 0.6


@dataclass(frozen=True)
class Hit:
    """A person whose name is like what was asked."""

    profile: Profile
    likeness: float


def by_name(text: str, user: User) -> list[Hit]:
    """At most SHOWN people, the likest first: whose name sounds so; where nobody does, with one letter wrong. At most three queries."""
    asked = [word for word in words(text)[:MOST_WORDS] if len(sound(word)) > 1]
    if not asked:
        return []
    people = Profile.objects.found_by(user).select_related("district", "user")
    sounding = people.filter(name_keys__contains=sorted({sound(word) for word in asked}))
    return likest(text, sounding) or likest(text, forgiving(people, asked))


def forgiving(people: QuerySet[Profile], asked: list[str]) -> QuerySet[Profile]:
    """Every asked word shares a key with the name: the whole sound, or the sound without one letter."""
    for word in asked:
        people = people.filter(name_keys__overlap=sorted(key for key in keys(word) if len(key) > 1))
    return people


def likest(text: str, people: QuerySet[Profile]) -> list[Hit]:
    """The best of the first READ: told apart by their names alone, then read whole. One query where nobody is like it, else two."""
    names = people[:READ].values_list("pk", "full_name", "passport_name")
    like = [(-max(likeness(text, full), likeness(text, passport)), pk) for pk, full, passport in names]
    best = {pk: -less for less, pk in sorted(row for row in like if -row[0] >= LIKE)[:SHOWN]}
    found = {profile.pk: profile for profile in people.filter(pk__in=best)} if best else {}
    likest_of: dict[int, float] = {}
    for pk in best:
        if pk in found:
            likest_of.setdefault(found[pk].user.merged_into_id or found[pk].user_id, best[pk])
    return [Hit(profile, likest_of[profile.user_id]) for profile in kept_of(found[pk] for pk in best if pk in found)]
