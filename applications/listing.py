"""Recommended candidates side by side: facts and matches, never a rank. Everything comes from the view without identity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from applications.facts import CEFR, JLPT, NO, UNKNOWN, YES, Spoken, japanese_of, months_of, reaches, skill_reaches
from applications.models import PresentedCandidate
from applications.presentation import seen_of, shown_of
from applications.public_words import PublicWord, employer_word
from applications.states import PLACED, ApplicationState
from candidates.models import TestResult
from jobs.models import Vacancy, VacancySkill
from workflow.clock import local_day

A = ApplicationState
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
REQUIRED, WELCOME = "required", "welcome"
GROUPS = {
    "yours": (_l("Your turn"), Q(owner="employer", state__in=[A.PRESENTED, A.INTERVIEWING])),
    "new": (_l("New"), Q(state=A.PRESENTED)),
    "interview": (_l("Interview"), Q(state=A.INTERVIEWING)),
    "offer": (_l("Offered"), Q(state=A.OFFERED)),
    "accepted": (_l("Accepted"), Q(state__in=[*PLACED, A.ARRIVED])),
    "ended": (_l("Ended"), ~Q(state__in=[A.PRESENTED, A.INTERVIEWING, A.OFFERED, *PLACED, A.ARRIVED])),
}
ANSWERS = {YES: ("ok", "check", _l("Met")), NO: ("bad", "cross", _l("Not met")), UNKNOWN: ("", "unknown", _l("not known"))}


@dataclass(frozen=True)
class Line:
    """One candidate as lists, sheets and shortlists need it; `seen` is empty once the candidate is gone."""

    row: PresentedCandidate
    word: PublicWord
    seen: Mapping[str, object]
    skills: Sequence[Mapping[str, object]]
    work: str
    it_work: str
    school: str
    japanese: Spoken
    english: Spoken
    tests: str
    waiting: str

    @property
    def may_be_chosen(self) -> bool:
        """Whether something can still be decided about this one."""
        return self.row.is_shown and self.row.state in (A.PRESENTED, A.INTERVIEWING, A.OFFERED)


def lines_of(rows: Sequence[PresentedCandidate]) -> list[Line]:
    """Each row with what stands beside it. 2 queries, however many rows."""
    hide = shown_of(rows)
    asked: dict[int, dict[str, VacancySkill]] = {}
    for wanted in VacancySkill.objects.filter(vacancy__in={row.vacancy_id for row in rows}):
        asked.setdefault(wanted.vacancy_id, {})[wanted.skill_id] = wanted
    return [line_of(row, seen_of(row, hide[row.pk]), asked.get(row.vacancy_id, {})) for row in rows]


def line_of(row: PresentedCandidate, seen: Mapping[str, object], asked: Mapping[str, VacancySkill]) -> Line:
    """One row in words of the reader's language."""
    jobs, now = row.experiences, f"{row.taken_on or timezone.now():%Y-%m}"
    tests = seen["tests"]
    return Line(
        row=row,
        word=employer_word(row),
        seen=seen if row.is_shown else {"number": row.number},
        skills=matched(seen["skill_levels"], asked),
        work=length_words(months_of([(job["began"], job["ended"]) for job in jobs], now)),
        it_work=length_words(months_of([(job["began"], job["ended"]) for job in jobs if job["is_it"]], now)),
        school=", ".join(f"{each['level']} · {each['subject']}" for each in seen["educations"][:1]),
        japanese=japanese_of(tests),
        english=english_of(str(seen["english_level"]), tests),
        tests=", ".join(f"{each['kind']} {each['level'] or each['score'] or ''}".strip() for each in tests if each["is_passed"]),
        waiting=waiting_words(row),
    )


def matched(skills: Iterable[Mapping[str, object]], asked: Mapping[str, VacancySkill]) -> list[dict[str, object]]:
    """Skills with the mark of what the vacancy asks: `match` is required, welcome or ""; those asked for stand first."""
    found = []
    for skill in skills:
        wanted = asked.get(str(skill["code"]))
        is_there = wanted is not None and int(str(skill["level"])) >= wanted.level
        found.append({**skill, "match": (REQUIRED if wanted.is_required else WELCOME) if wanted and is_there else ""})
    return sorted(found, key=lambda skill: (REQUIRED, WELCOME, "").index(str(skill["match"])))


def english_of(level: str, tests: Iterable[Mapping[str, object]]) -> Spoken:
    """A checked IELTS score, else the person's own word."""
    scores = [(bool(row["is_verified"]), str(row["score"])) for row in tests if row["code"] == "ielts" and row["score"]]
    if scores:
        is_verified, score = max(scores)
        return Spoken(f"{TestResult.Kind.IELTS.label} {score}", is_verified)
    return Spoken(level, is_own_word=bool(level))


def length_words(months: int) -> str:
    """An amount of months in words; "" for none."""
    years, rest = divmod(months, 12)
    whole = ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    part = ngettext("%(count)s month", "%(count)s months", rest) % {"count": rest}
    if years and rest:
        return _("%(years)s %(months)s") % {"years": whole, "months": part}
    return whole if years else part if rest else ""


def waiting_words(row: PresentedCandidate) -> str:
    """How long the employer's answer is awaited; "" when it is somebody else's turn."""
    if row.owner != "employer":
        return ""
    days = (local_day(timezone.now(), "employer") - local_day(row.waiting_since, "employer")).days
    if days < 1:
        return _("Waiting for you since today")
    return ngettext("Waiting for you for %(count)s day", "Waiting for you for %(count)s days", days) % {"count": days}


def asked_and_there(line: Line, vacancy: Vacancy, wanted: Iterable[VacancySkill]) -> list[dict[str, object]]:
    """What the vacancy asks against what is there: yes, no or not known; what nobody said is never a no."""
    levels = {skill["code"]: skill for skill in line.skills}
    rows = []
    for each in wanted:
        have = levels.get(each.skill_id)
        answer = skill_reaches(int(str(have["level"])) if have else None, each.level)
        name = _("%(skill)s, required") if each.is_required else _("%(skill)s, welcome")
        rows.append(asked_row(name % {"skill": each.skill}, each.get_level_display(), have["words"] if have else "", answer))
    if vacancy.japanese_level:
        there = line.japanese.level
        rows.append(asked_row(_("Japanese"), f"JLPT {vacancy.japanese_level}", there, reaches(there, vacancy.japanese_level, JLPT)))
    if vacancy.english_level:
        said = str(line.seen.get("english_level", ""))
        rows.append(asked_row(_("English"), vacancy.english_level, said, reaches(said, vacancy.english_level, CEFR)))
    if vacancy.starts_on:
        can = line.row.can_start_on
        answer = UNKNOWN if can is None else YES if can <= vacancy.starts_on else NO
        rows.append(asked_row(_("Start of work"), vacancy.starts_on, can or "", answer))
    return rows


def asked_row(label: str, asked: object, there: object, answer: str) -> dict[str, object]:
    return {"label": label, "asked": asked, "there": there, "tag": ANSWERS[answer], "answer": answer}


# ── which rows, and where the next page begins ─────────────────────────────────────────────────────────


def narrowed(rows: QuerySet[PresentedCandidate], vacancy: Vacancy | None, group: str) -> QuerySet[PresentedCandidate]:
    """Of one vacancy, of one group of states; an unknown group is all."""
    if vacancy:
        rows = rows.filter(vacancy=vacancy)
    return rows.filter(GROUPS[group][1]) if group in GROUPS else rows


def after(rows: QuerySet[PresentedCandidate], cursor: str) -> QuerySet[PresentedCandidate]:
    """The rows behind this place, the newest presented first; a cursor that names no place is the beginning."""
    if place := read_cursor(cursor):
        rows = rows.filter(presented_at__lte=place[0]).filter(Q(presented_at__lt=place[0]) | Q(pk__lt=place[1]))
    return rows.order_by("-presented_at", "-pk")


def cursor_of(row: PresentedCandidate) -> str:
    """Where the page after this row begins: microseconds and the row's number."""
    return f"{(row.presented_at - EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def read_cursor(text: str) -> tuple[datetime, int] | None:
    at, _dash, pk = text.partition("-")
    if not (text.isascii() and at.isdigit() and pk.isdigit() and len(at) <= 16 and len(pk) <= 15):
        return None
    return EPOCH + timedelta(microseconds=int(at)), int(pk)
