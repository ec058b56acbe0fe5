"""How a condition of an offer stands to the advertisement: same, changed, narrowed, deleted or added (ESA 5-3(3)). Pure."""

import re
from datetime import date
from enum import StrEnum


class Difference(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    NARROWED = "narrowed"  # one of what was advertised is fixed
    DELETED = "deleted"
    ADDED = "added"


D = Difference
PARTS = re.compile(r"[;；、。\n]|,\s|，|・(?=\s)")
LISTS = frozenset({"allowances", "insurance", "bonus", "raises", "retirement_pay"})  # less of these is something taken away
NOTHING = frozenset({"", "none", "no", "-", "なし", "無し", "無", "not said"})


def difference(name: str, advertised: object, offered: object) -> Difference:
    """Spaces, case and the order of the parts make no difference; "none" is the same as nothing said."""
    left, right = _parts(advertised), _parts(offered)
    if left == right:
        return D.SAME
    if not left:
        return D.ADDED
    if not right:
        return D.DELETED
    if isinstance(offered, int | date):
        return D.CHANGED
    if right < left:
        return D.DELETED if name in LISTS else D.NARROWED
    return D.ADDED if left < right else D.CHANGED


def _parts(value: object) -> frozenset[str]:
    """The single statements of a text, without case and spare spaces; a number or a day is one."""
    if value is None or value == 0:
        return frozenset()
    found = (" ".join(part.split()).casefold().strip(" .") for part in PARTS.split(str(value)))
    return frozenset(part for part in found if part not in NOTHING)
