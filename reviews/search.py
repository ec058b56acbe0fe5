"""People by name, as it sounds: typing errors, Urdu and Latin letters, words in any order."""

from dataclasses import dataclass

from accounts.models import User
from candidates.models import Profile
from candidates.names import MOST_WORDS, keys, likeness, words

READ, SHOWN, LIKE = 300, 20, 0.6


@dataclass(frozen=True)
class Hit:
    """A person whose name is like what was asked."""

    profile: Profile
    likeness: float


def by_name(text: str, user: User) -> list[Hit]:
    """At most SHOWN people, the likest first; every asked word must sound like a word of the name. One query."""
    asked = [found for word in words(text)[:MOST_WORDS] if (found := {key for key in keys(word) if len(key) > 1})]
    if not asked:
        return []
    rows = Profile.objects.visible_to(user).select_related("user", "district")
    for found in asked:
        rows = rows.filter(name_keys__overlap=sorted(found))
    hits = [Hit(profile, max(likeness(text, profile.full_name), likeness(text, profile.passport_name))) for profile in rows[:READ]]
    return sorted((hit for hit in hits if hit.likeness >= LIKE), key=lambda hit: (-hit.likeness, hit.profile.pk))[:SHOWN]
