"""The line before a group: who comes next, and at which place somebody stands."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from accounts.models import User
from candidates.models import Profile
from candidates.models.profile import kept_of
from programmes.models import Group, Member
from programmes.states import MemberState
from workflow.steps import Reason


def place_of(member: Member) -> int:
    """1 for who comes next."""
    return Member.objects.before(member).count() + 1


@dataclass
class Pasted:
    """One number of a pasted list: whose it is, or why it cannot be taken."""

    number: str
    profile: Profile | None = None
    reasons: list[Reason] = field(default_factory=list)
    is_twice: bool = False


def plain_numbers(text: str) -> list[str]:
    """Candidate numbers as they were pasted: any digits, any kind of dash, split at spaces, commas and line ends."""
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))
    return [part.upper() for part in re.split(r"[\s,;،、|]+", re.sub(r"[‐-―−]", "-", plain)) if part]


def read_numbers(text: str, group: Group, user: User) -> list[Pasted]:
    """Every number with its person or its fault, in the order of the list; the same few queries for all."""
    numbers = plain_numbers(text)
    rows = list(Profile.objects.found_by(user).select_related("user").filter(reference__in=numbers))
    stands = {row.user_id: row for row in kept_of(rows)}  # an old number leads to the file that was kept
    people = {row.reference: stands[row.user.merged_into_id or row.user_id] for row in rows}
    live = {row.profile_id: row for row in Member.objects.live().filter(profile__in=[one.pk for one in people.values()])}
    found = []
    for number, often in Counter(numbers).items():
        profile = people.get(number)
        faults = faults_of(profile, live.get(profile.pk) if profile else None, group)
        found.append(Pasted(number[:24], profile, faults, often > 1))
    return found


def faults_of(profile: Profile | None, live: Member | None, group: Group) -> list[Reason]:
    """A place in the line of this very group is no fault: it becomes a seat."""
    if profile is None:
        return [Reason("number_unknown")]
    if live is not None and (live.group_id != group.pk or live.state == MemberState.ENROLLED):
        return [Reason("in_a_group_already")]
    return []
