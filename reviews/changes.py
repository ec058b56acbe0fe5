"""What changed in a profile since an application was sent: each difference with what was sent and what stands there now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

Content = Mapping[str, Any]
PLAIN = {
    "about": _("About the work"),
    "english_level": _("English, own view"),
    "can_start_on": _("Can start from"),
    "wanted_pay": _("Hopes for"),
}
EDUCATION, WORK, TEST = _("Education"), _("Work"), _("Test")


@dataclass(frozen=True)
class Change:
    """One line; `then` or `now` is empty where there was, or is, nothing."""

    label: Any
    then: str
    now: str


def skills_of(profile: Content) -> str:
    known = [f"{row['name_en']} ({row['level']})" for row in profile.get("skill_levels", [])]
    return " · ".join(sorted([*known, *profile.get("skills", [])]))


def education(row: Content) -> str:
    return f"{row['level']}: {row['subject']}, {row['institution']} ({row['started_year']} – {row['finished_year'] or ''})"


def work(row: Content) -> str:
    return f"{row['title']}, {row['company']} ({row['started_on']} – {row['ended_on'] or ''}) {row['duties']}".strip()


def test(row: Content) -> str:
    return " · ".join(str(row[name]) for name in ("kind", "level", "score", "taken_on") if row[name])


LISTS: dict[str, tuple[Any, Callable[[Content], str]]] = {
    "educations": (EDUCATION, education),
    "experiences": (WORK, work),
    "tests": (TEST, test),
}


def since(then: Content, now: Content) -> list[Change]:
    """Every difference between two contents of a snapshot, in the order of the page."""
    before, after = then.get("profile", {}), now.get("profile", {})
    found = [Change(label, str(before.get(name) or ""), str(after.get(name) or "")) for name, label in PLAIN.items()]
    found.insert(1, Change(_("Skills"), skills_of(before), skills_of(after)))
    for name, (label, words) in LISTS.items():
        olds, news = ({row["id"]: words(row) for row in content.get(name, [])} for content in (then, now))
        found += [Change(label, olds.get(ref, ""), news.get(ref, "")) for ref in dict.fromkeys([*olds, *news])]
    return [change for change in found if change.then != change.now]
