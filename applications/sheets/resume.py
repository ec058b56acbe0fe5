"""履歴書 in the form of 2021 (domain.md 6), after the candidate showed name and contact to this employer.

The consent opens name, phone number and e-mail address: birth date, address and the names of former companies stay blank
until there is an offer. Never CNIC, passport or father's name; commuting time, dependants and spouse are not on the form.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from applications.models import Application, PresentedCandidate, Snapshot
from applications.presentation import seen_of, shown_of
from applications.sheets import reading
from applications.sheets.people import day_words
from candidates.models import Education

FROM_HIGH_SCHOOL_ON = frozenset(Education.Level.values) - {Education.Level.MID, Education.Level.SSC}
LATER = "内定後に記入"
Row = tuple[str, str, str]  # year, month, words


def resume_of(application: Application, row: PresentedCandidate, today: date) -> dict[str, Any]:
    """The values of the form; call it only when identity_of(application) opened the name."""
    person = application.candidate
    snapshot = Snapshot.objects.filter(application=application).order_by("-version").first()
    with override("ja"):
        seen = seen_of(row, shown_of([row])[row.pk])
        schools = school_rows(snapshot.content.get("educations", []) if snapshot else [])
    return {
        "made_on": day_words(today),
        "kana": person.name_katakana,
        "name": person.full_name,
        "phone": str(person.user.phone or ""),
        "email": person.user.email or "",
        "later": LATER,
        "history": [("", "", "学歴"), *schools, ("", "", "職歴"), *job_rows(seen["experiences"])],
        "licences": licence_rows(seen["tests"]),
        "pr": [text for text in (seen["motivation"], seen["about"]) if text],
        "wishes": f"{day_words(row.can_start_on)}から勤務できます。" if row.can_start_on else "",
        "number": row.number,
    }


def school_rows(schools: Sequence[Mapping[str, Any]]) -> list[Row]:
    """入学 and 卒業 from high school on, the oldest first; the file knows years, so the month stays blank."""
    rows: list[Row] = []
    known = [each for each in schools if each["level"] in FROM_HIGH_SCHOOL_ON]
    for each in sorted(known, key=lambda each: (each["started_year"], each["finished_year"] or 9999)):
        name = f"{each['institution']} {each['subject']}（{Education.Level(each['level']).label}）"
        rows.append((str(each["started_year"]), "", f"{name} 入学"))
        if each["finished_year"]:
            rows.append((str(each["finished_year"]), "", f"{name} {'卒業見込み' if each['result_awaited'] else '卒業'}"))
        else:
            rows.append(("", "", "在学中"))
    return rows or [("", "", "記載なし")]


def job_rows(jobs: Sequence[Mapping[str, Any]]) -> list[Row]:
    """入社 and 退社, the oldest first; who still works somewhere has 現在に至る. Companies are named after an offer."""
    rows: list[Row] = []
    for job in reading.oldest_first(jobs):
        rows.append((*split(job["began"]), f"入社　{job['title']}（社名は{LATER}）"))
        if job["ended"]:
            rows.append((*split(job["ended"]), f"退社　{job['title']}"))
    if any(not job["ended"] for job in jobs):
        rows.append(("", "", "現在に至る"))
    return rows or [("", "", "なし")]


def licence_rows(tests: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Tests that were passed, the oldest first."""
    passed = sorted((each for each in tests if each["is_passed"]), key=lambda each: each["taken"])
    return [(*split(each["taken"]), f"{each['kind']} {each['level'] or each['score'] or ''}".strip() + " 合格") for each in passed] or [
        ("", "", "なし")
    ]


def split(month: str) -> tuple[str, str]:
    """("2024", "9") of "2024-09"."""
    return (month[:4], str(int(month[5:7]))) if month else ("", "")
