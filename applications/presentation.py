"""What an employer may see of a presented candidate: only the keys named here, made from the snapshot; never identity (N5, N7, N11)."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.models import Application, Snapshot
from applications.public_words import GONE, employer_word
from applications.transitions.consenting import is_named
from candidates.models import Education, Profile, TestResult
from jobs.models import Level

KEYS = (
    "number",
    "summary_ja",
    "skills",
    "skill_levels",
    "english_level",
    "can_start_on",
    "educations",
    "experiences",
    "tests",
    "about",
    "motivation",
    "answers",
    "is_verified",
)
LINKS = ("code_url", "portfolio_url", "project_url")
HIDDEN = "•••"
CONTACTS = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),  # e-mail
    re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),  # profiles on the web carry names
    re.compile(r"@[A-Za-z0-9_]{3,}"),  # accounts of messengers
    re.compile(r"(?<![A-Za-z])[A-Za-z]{2}[ -]?\d{7}(?!\d)"),  # passport
    re.compile(r"(?<!\d)\+?\(?\d(?:[\s().-]{0,2}\d){8,}(?!\d)"),  # phone, CNIC: nine digits and more
)


def without_contacts(text: str, names: list[str]) -> str:
    """The person's own words with names, e-mail addresses, links, phone numbers and document numbers hidden; any digits count."""
    plain = "".join(str(int(c)) if c.isdigit() and not c.isascii() and c.isdecimal() else c for c in text)
    for pattern in CONTACTS:
        plain = pattern.sub(HIDDEN, plain)
    for name in names:
        plain = _whole(name).sub(HIDDEN, plain)
    return plain


def _whole(name: str) -> re.Pattern[str]:
    """A name as a whole word of its script; Japanese writes no gaps between words."""
    edge = "[A-Za-z\u00c0-\u024f]" if name.isascii() else "[\u0600-\u06ff]"
    return re.compile(rf"(?<!{edge}){re.escape(name)}(?!{edge})", re.IGNORECASE)


def _names(application: Application) -> list[str]:
    profile = application.candidate
    whole = [profile.full_name, profile.passport_name, profile.passport_surname, profile.name_katakana, profile.user.full_name]
    words = {word for name in whole for word in name.replace("・", " ").split() if len(word) > 2}
    return sorted({name for name in whole if name} | words, key=len, reverse=True)


def _months(row: dict, taken_on: date) -> int:
    """Length of a job in months, up to the day of the snapshot; the dates themselves would tell the age."""
    start = date.fromisoformat(row["started_on"])
    end = date.fromisoformat(row["ended_on"]) if row["ended_on"] else taken_on
    return (end.year - start.year) * 12 + end.month - start.month


def anonymous(application: Application) -> dict[str, object]:
    """The candidate as the employer sees it: the newest snapshot through the list of allowed keys; nothing else gets in."""
    snapshot = Snapshot.objects.filter(application=application).order_by("-version").first()
    content = snapshot.content if snapshot else {}
    names, facts, checked = _names(application), content.get("profile", {}), _verified(content)

    def shown(text: object) -> str:
        return without_contacts(str(text or ""), names)

    seen = {
        "number": application.candidate.reference,
        "summary_ja": shown(application.summary_ja),
        "skills": [shown(skill) for skill in facts.get("skills", [])],
        "skill_levels": [_skill(row) for row in facts.get("skill_levels", [])],
        "english_level": facts.get("english_level", ""),
        "can_start_on": facts.get("can_start_on"),
        "about": shown(facts.get("about")),
        "motivation": shown(content.get("answers", {}).get("motivation")),
        "answers": [{"question": asked, "text": shown(text)} for asked, text in answers_in(content)],
        "educations": [_education(row, shown, checked) for row in content.get("educations", [])],
        "experiences": [_experience(row, shown, checked, snapshot.taken_at.date()) for row in content.get("experiences", [])],
        "tests": [_test(row, checked) for row in content.get("tests", [])],
        "is_verified": bool(checked),
    }
    return {key: seen[key] for key in KEYS}


WORDS = frozenset({"about", "motivation", "text", "skills", "subject", "institution", "title", "company", "duties"})


def without_identity(application: Application, content: dict) -> dict:
    """A snapshot's content with names and contacts hidden in the person's own words: for readers who see no identity."""
    names = _names(application)

    def hidden(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: hidden(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [hidden(inner, key) for inner in value]
        return without_contacts(value, names) if key in WORDS and isinstance(value, str) else value

    return hidden(content)  # type: ignore[return-value]


def in_a_line(applications: Iterable[Application]) -> dict[int, dict[str, object]]:
    """Skills and tests of several candidates, for a list: one query."""
    rows = {row.pk: row for row in applications}
    newest = Snapshot.objects.filter(application__in=rows).order_by("application", "-version").distinct("application")
    contents = {row.application_id: row.content for row in newest}
    return {pk: _line(row, contents.get(pk, {})) for pk, row in rows.items()}


def _line(application: Application, content: dict) -> dict[str, object]:
    if employer_word(application) is GONE:
        content = {}
    names, checked = _names(application), _verified(content)
    tests = [
        f"{row['kind']} {row['level']}".strip() for row in (_test(row, checked) for row in content.get("tests", [])) if row["is_passed"]
    ]
    facts = content.get("profile", {})
    skills = [str(_skill(row)["name"]) for row in facts.get("skill_levels", [])]
    skills += [without_contacts(skill, names) for skill in facts.get("skills", [])]
    return {"number": application.candidate.reference, "skills": ", ".join(skills), "tests": ", ".join(tests)}


def _verified(content: dict) -> set[str]:
    return {row["about"] for row in content.get("evidence", []) if row["state"] == "verified" and row["about"]}


def answers_in(content: dict) -> list[tuple[str, str]]:
    """The employer's questions as they were asked, in the reader's language, with what was answered."""
    rows = content.get("answers", {}).get("questions", [])
    return [(_asked(row["question"]), row["text"]) for row in rows]


def _asked(question: dict) -> str:
    return question.get(f"text_{(get_language() or 'en')[:2]}") or question.get("text_en") or question.get("text_ja") or ""


def _skill(row: dict) -> dict[str, object]:
    """A skill of the vocabulary in the reader's language, with its level in words."""
    name = row["name_ja"] if get_language() == "ja" else row["name_en"]
    return {"name": name, "level": row["level"], "words": str(Level(row["level"]).label)}


def skills_in(content: dict) -> str:
    """All skills of a snapshot in one line: the vocabulary's with levels, then the person's own words."""
    facts = content.get("profile", {})
    known = [f"{row['name']} ({row['words']})" for row in map(_skill, facts.get("skill_levels", []))]
    return ", ".join([*known, *facts.get("skills", [])])


def identity_of(application: Application) -> list[tuple[object, str]] | None:
    """Name, contact and links, once the candidate agreed that this employer sees them; None before that, and after it was taken back."""
    if not is_named(application):
        return None
    profile, user = application.candidate, application.candidate.user
    rows: list[tuple[object, str]] = [
        (_("Name"), profile.full_name),
        (_("Phone"), str(user.phone or "")),
        (_("E-mail"), user.email or ""),
        *((Profile._meta.get_field(name).verbose_name, getattr(profile, name)) for name in LINKS),
        (Profile._meta.get_field("project_about").verbose_name, profile.project_about),
    ]
    return [(label, value) for label, value in rows if value]


def _education(row: dict, shown, checked: set[str]) -> dict[str, object]:
    words = {"subject": shown(row["subject"]), "institution": shown(row["institution"])}
    return {"level": Education.Level(row["level"]).label, "is_awaited": row["result_awaited"], "is_verified": row["id"] in checked} | words


def _experience(row: dict, shown, checked: set[str], taken_on: date) -> dict[str, object]:
    words = {"title": shown(row["title"]), "duties": shown(row["duties"])}
    return {"months": _months(row, taken_on), "is_it": row["is_it"], "is_verified": row["id"] in checked} | words


def _test(row: dict, checked: set[str]) -> dict[str, object]:
    result = {"level": row["level"], "score": row["score"], "is_passed": row["is_passed"]}
    return {"kind": TestResult.Kind(row["kind"]).label, "is_verified": row["id"] in checked} | result
