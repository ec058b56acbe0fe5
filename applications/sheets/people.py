"""A candidate without identity as the anonymous sheets need one: スキルシート and 職務経歴書 (domain.md 6)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from applications.facts import Spoken, japanese_of, months_of
from applications.listing import english_of
from applications.models import PresentedCandidate
from applications.presentation import seen_of, shown_of
from applications.sheets import reading
from jobs.models import Skill

Person = dict[str, Any]
OWN_WORD, CHECKED, UNCHECKED = "自己申告", "OEC確認済み", "未確認"
MARKS = {4: "◎", 3: "○", 2: "△", 1: "・"}


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def people_of(rows: Sequence[PresentedCandidate], today: date) -> list[Person]:
    """Each candidate as plain values in Japanese. 2 queries, however many."""
    hide = shown_of(rows)
    codes = {skill["code"] for row in rows for skill in row.skill_levels}
    columns = {code: reading.column_of(group) for code, group in Skill.objects.filter(pk__in=codes).values_list("code", "group")}
    with override("ja"):
        return [person_of(row, seen_of(row, hide[row.pk]), columns, today) for row in rows]


def person_of(row: PresentedCandidate, seen: Mapping[str, Any], columns: Mapping[str, str], today: date) -> Person:
    """One candidate; dates and levels in words, a person's own words as they are."""
    jobs = [(job["began"], job["ended"]) for job in row.experiences]
    it_jobs = [(job["began"], job["ended"]) for job in row.experiences if job["is_it"]]
    now = f"{row.taken_on or today:%Y-%m}"
    skills = [(skill["name"], columns.get(skill["code"], reading.REST), skill) for skill in seen["skill_levels"]]
    skills += [(name, reading.REST, {}) for name in seen["skills"]]
    return {
        "number": row.number,
        "made_on": day_words(today),
        "vacancy": row.vacancy.title_ja or row.vacancy.title,
        "summary": seen["summary_ja"],
        "work": reading.length_of(months_of(jobs, now)),
        "it_work": reading.length_of(months_of(it_jobs, now)),
        "japanese": spoken_words(japanese_of(seen["tests"])),
        "english": spoken_words(english_of(seen["english_level"], seen["tests"])),
        "start": day_words(row.can_start_on) if row.can_start_on else "",
        "educations": [school_of(each) for each in seen["educations"]],
        "tests": [test_of(each) for each in seen["tests"] if each["is_passed"]],
        "skills": skill_lines(skills),
        "projects": [project_of(job, skills) for job in reversed(reading.oldest_first(seen["experiences"]))],
        "pr": [text for text in (seen["about"], seen["motivation"]) if text],
        "is_sample": False,
    }


def spoken_words(said: Spoken) -> str:
    """JLPT N2（OEC確認済み）, B2（自己申告）; 記載なし when nothing is said."""
    if not said.level:
        return "記載なし"
    level = f"JLPT {said.level}" if said.level[:1] == "N" else said.level
    return f"{level}（{CHECKED if said.is_verified else OWN_WORD if said.is_own_word else UNCHECKED}）"


def school_of(each: Mapping[str, Any]) -> dict[str, str]:
    note = "結果待ち" if each["is_awaited"] else CHECKED if each["is_verified"] else UNCHECKED
    return {"level": str(each["level"]), "subject": each["subject"], "institution": each["institution"], "note": note}


def test_of(each: Mapping[str, Any]) -> dict[str, str]:
    score = f"{each['score']}点" if each["score"] else ""
    name = f"{each['kind']} {each['level']}".strip()
    note = CHECKED if each["is_verified"] else UNCHECKED
    return {"name": name, "score": score, "taken": reading.year_month(each["taken"]), "note": note}


def skill_lines(skills: Iterable[tuple[str, str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """For each column of the grid its skills with the mark of their level; empty columns are left out."""
    lines: dict[str, list[dict[str, str]]] = {column: [] for column in reading.GROUPS}
    for name, column, skill in skills:
        level = skill.get("level")
        lines[column].append({"name": name, "mark": MARKS.get(level, ""), "words": skill.get("words", "")})
    return [{"label": label, "skills": found} for label, found in lines.items() if found]


def project_of(job: Mapping[str, Any], skills: Iterable[tuple[str, str, Mapping[str, Any]]]) -> dict[str, Any]:
    """One job; phases and skills only as far as the person's own words name them."""
    told = f"{job['title']}\n{job['duties']}"
    return {
        "period": reading.period_of(job),
        "length": reading.length_of(job["months"]),
        "title": job["title"],
        "duties": job["duties"],
        "phases": reading.phases_in(told),
        "named": reading.grouped((name, column) for name, column, _skill in skills if reading.is_named_in(name, told)),
        "note": CHECKED if job["is_verified"] else "",
    }
