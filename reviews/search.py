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
    """At most SHOWN people, the likest first: those whose name sounds so; where nobody does, with one letter wrong. One or two queries."""
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
    """The best of the first READ."""
    hits = [Hit(profile, max(likeness(text, profile.full_name), likeness(text, profile.passport_name))) for profile in people[:READ]]
    best = sorted((hit for hit in hits if hit.likeness >= LIKE), key=lambda hit: (-hit.likeness, hit.profile.pk))[:SHOWN]
    likest_of: dict[int, float] = {}
    for hit in best:
        likest_of.setdefault(hit.profile.user.merged_into_id or hit.profile.user_id, hit.likeness)
    return [Hit(profile, likest_of[profile.user_id]) for profile in kept_of(hit.profile for hit in best)]
