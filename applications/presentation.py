"""What an employer may see of a presented candidate: only the keys named here, from the view without identity (N5, N7, N11)."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.facts import months_of
from applications.models import Application, PresentedCandidate
from applications.transitions.consenting import is_named
from candidates.models import Education, Profile, TestResult
from jobs.models import Level
from jobs.search import squeezed

Shown = Callable[[object], str]
NAMED_IN = (
    "candidate__full_name", "candidate__passport_name", "candidate__passport_surname", "candidate__name_katakana",
    "candidate__user__full_name",
)  # fmt: skip
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


def shown_of(rows: Iterable[PresentedCandidate]) -> dict[int, Shown]:
    """For each row the function that hides that person's names and contacts in free text. 1 query; the names go nowhere else."""
    people = Application.objects.filter(pk__in=[row.pk for row in rows]).select_related("candidate__user").only(*NAMED_IN)
    return {person.pk: hiding(_names(person)) for person in people}


def hiding(names: list[str]) -> Shown:
    """A function from a person's text to the text without these names and without contacts."""
    return lambda text: without_contacts(str(text or ""), names)


def anonymous(application: Application | PresentedCandidate) -> dict[str, object]:
    """The candidate as the employer sees it: one row of the view without identity, with names and contacts hidden in free text."""
    found = PresentedCandidate.objects.filter(pk=application.pk)
    row = application if isinstance(application, PresentedCandidate) else found.first()
    return seen_of(row, shown_of([row])[row.pk]) if row else {}


def seen_of(row: PresentedCandidate, shown: Shown) -> dict[str, object]:
    """The facts of one row under the allowed names; nothing else gets in."""
    levels = [_skill(skill) for skill in row.skill_levels]
    known = {squeezed(str(skill[part])) for skill in levels for part in ("name", "code")}  # own words that say the same again
    seen = {
        "number": row.number,
        "summary_ja": shown(row.summary_ja),
        "skills": [shown(skill) for skill in row.skills if squeezed(skill) not in known],
        "skill_levels": levels,
        "english_level": row.english_level,
        "can_start_on": row.can_start_on,
        "about": shown(row.about),
        "motivation": shown(row.motivation),
        "answers": [{"question": _asked(said), "text": shown(said["text"])} for said in row.answers],
        "educations": [_education(each, shown) for each in row.educations],
        "experiences": [_experience(each, shown, row.taken_on) for each in row.experiences],
        "tests": [_test(each) for each in row.tests],
        "is_verified": any(each["is_verified"] for each in (*row.educations, *row.experiences, *row.tests)),
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


def answers_in(content: dict) -> list[tuple[str, str]]:
    """The employer's questions as they were asked, in the reader's language, with what was answered."""
    rows = content.get("answers", {}).get("questions", [])
    return [(_asked(row["question"]), row["text"]) for row in rows]


def _asked(question: dict) -> str:
    return question.get(f"text_{(get_language() or 'en')[:2]}") or question.get("text_en") or question.get("text_ja") or ""


def _skill(row: dict) -> dict[str, object]:
    """A skill of the vocabulary in the reader's language, with its level in words."""
    name = row["name_ja"] if get_language() == "ja" else row["name_en"]
    return {"code": row.get("code", ""), "name": name, "level": row["level"], "words": str(Level(row["level"]).label)}


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


def _education(row: dict, shown: Shown) -> dict[str, object]:
    words = {"subject": shown(row["subject"]), "institution": shown(row["institution"])}
    level = {"code": row["level"], "level": Education.Level(row["level"]).label}
    return level | {"is_awaited": row["is_awaited"], "is_verified": bool(row["is_verified"])} | words


def _experience(row: dict, shown: Shown, taken_on: date) -> dict[str, object]:
    """A job with its first and last month ("" while it goes on) and its length in months, both ends counted."""
    words = {"title": shown(row["title"]), "duties": shown(row["duties"])}
    period = {"began": row["began"], "ended": row["ended"] or ""}
    length = months_of([(row["began"], row["ended"])], f"{taken_on:%Y-%m}")
    return {"months": length, "is_it": row["is_it"], "is_verified": bool(row["is_verified"])} | period | words


def _test(row: dict) -> dict[str, object]:
    result = {"code": row["kind"], "level": row["level"], "score": row["score"], "is_passed": row["is_passed"], "taken": row["taken"] or ""}
    return {"kind": TestResult.Kind(row["kind"]).label, "is_verified": bool(row["is_verified"])} | result
