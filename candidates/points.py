"""The points of Highly Skilled Professional (i)(b): every item counted with proof, claimed without proof, or not known (S05, S06, S07).

The table is data (hsp_points.csv). Sources differ on a doctorate (30 or 20) and on 5 to 6 million yen at 35 to 39 (none or 15):
30 and none hold, as four of five say.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property

from candidates.facts import Candidate, Certificate, Job, NoticeExam, PointItem, Proof, Schooling, Work, months_worked
from candidates.identity import age_on
from candidates.language import japanese_level

PASS, FAST = 70, 80  # FAST: held for one year, it shortens the way to permanent residence (S07, S08)
LEAST_PAY = 3_000_000  # yen a year, whatever the total (S05, S06)
JSKIP_PAY = 20_000_000  # special HSP: a master's degree or ten years, no points (general knowledge, from April 2023)
EDUCATION = {
    "PHD": "EDU_DOCTOR", "MBA": "EDU_MBA_MOT", "MS": "EDU_MASTER", "MA": "EDU_BACHELOR", "BS": "EDU_BACHELOR",
    "ADP": "EDU_BACHELOR", "BA": "EDU_BACHELOR", "BSC": "EDU_BACHELOR",
}  # fmt: skip
REVIEWED = ("ADP", "BA", "BSC")  # 14 years: the bachelor's points only after review (domain section 3.4)
HIGHER = ("MS", "MBA", "PHD")
SECTIONS = {"education": "education", "education_bonus": "education", "experience": "experience", "licence": "tests", "japanese": "tests"}
EMPLOYERS = ("ORG_", "GROWTH", "INVEST_")
FROM_LICENCE = 2
ALONE = re.compile(r"[A-Z0-9_]+")


class Held(IntEnum):
    """How an item is held, worst first."""

    NO = 0
    CLAIMED = 1
    PROVEN = 2


class Count(StrEnum):
    """How an item stands in the table: counted with proof, only claimed, not known, not held, or held but outdone by another item."""

    PROVEN = "proven"
    CLAIMED = "claimed"
    NOT_KNOWN = "not_known"
    NO = "no"
    OUTDONE = "outdone"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item with how it counts, its evidence, and the next step where proof or an answer is missing."""

    item: PointItem
    count: Count
    evidence: str = ""
    next_step: str = ""


Found = dict[str, tuple[Held, str, str]]  # code: held how, evidence, next step


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The whole table: points with proof, points with what is only claimed too, and whether all is said that could add more."""

    candidate: Candidate
    job: Job
    items: Sequence[PointItem]
    found: Found
    proven: int
    claimed: int
    is_complete: bool
    has_jskip: Held = Held.NO

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every item in the order of the table; made only for a page that shows them."""
        proven = selected((code for code, entry in self.found.items() if entry[0] == Held.PROVEN), self.items)
        claimed = selected((code for code, entry in self.found.items() if entry[0]), self.items)
        return tuple(_line(item, self.found, proven, claimed, self.candidate, self.job) for item in self.items)


def read_items(lines: Iterable[str]) -> tuple[PointItem, ...]:
    """The rows of hsp_points.csv in their order; an exclusion "if …" is not certain and is left to people."""
    return tuple(
        PointItem(
            code=row["item_id"],
            group=row["group"],
            is_highest_only=row["group_rule"] == "max_one",
            name_en=row["item_en"],
            name_ja=row["item_ja"],
            points=int(row["points"]),
            age_min=int(row["age_min"] or 0),
            age_max=int(row["age_max"] or 999),
            pay_min=int(row["salary_min_yen"] or 0),
            years_min=int(row["years_min"] or 0),
            excludes=frozenset(code for code in row["excludes"].split("|") if ALONE.fullmatch(code)),
            requires=frozenset(code for code in row["requires"].split("|") if code),
            evidence=row["evidence"],
            source=row["source"],
        )
        for row in csv.DictReader(lines)
    )


def selected(codes: Iterable[str], items: Sequence[PointItem]) -> frozenset[str]:
    """Which of the held items count together: the highest of a group, none that another excludes, none without what it requires."""
    return frozenset(item.code for item in _chosen(codes, items))


def _chosen(codes: Iterable[str], items: Sequence[PointItem]) -> list[PointItem]:
    held = set(codes)
    chosen: list[PointItem] = []
    for item in sorted((item for item in items if item.code in held), key=lambda item: -item.points):
        if item.requires and not item.requires & held:
            continue
        if not any(_clash(item, other) for other in chosen):
            chosen.append(item)
    return chosen


def _clash(item: PointItem, other: PointItem) -> bool:
    same = item.is_highest_only and item.group == other.group
    return same or item.code in other.excludes or other.code in item.excludes


def total(codes: Iterable[str], items: Sequence[PointItem]) -> int:
    """The points of the held items together."""
    return sum(item.points for item in _chosen(codes, items))


def tally(*, candidate: Candidate, job: Job, today: date, items: Sequence[PointItem], notice_exams: Sequence[NoticeExam]) -> Tally:
    """The table of this person in this job on this day; a claim never counts as proof."""
    found: Found = {}
    for part in (
        _education(candidate), _experience(candidate, job, items, today), _licences(candidate, job, notice_exams),
        _japanese(candidate), _age_and_pay(candidate, job, items, today), _of_employer(job), _said(candidate, items),
    ):  # fmt: skip
        for code, entry in part.items():
            found[code] = max(found.get(code, entry), entry, key=lambda held: held[0])
    proven = total((code for code, entry in found.items() if entry[0] == Held.PROVEN), items)
    claimed = total((code for code, entry in found.items() if entry[0]), items)
    higher = max((found[code][0] for code in ("EDU_MASTER", "EDU_MBA_MOT", "EDU_DOCTOR", "EXP_10") if code in found), default=Held.NO)
    return Tally(
        candidate=candidate,
        job=job,
        items=items,
        found=found,
        proven=proven,
        claimed=max(claimed, proven),
        is_complete=_is_complete(candidate, job),
        has_jskip=higher if (job.yearly_pay or 0) >= JSKIP_PAY else Held.NO,
    )


def with_tests(counted: Tally, items: Sequence[PointItem]) -> int:
    """The points if the person passed N1 and two listed exams: what certificates alone could still bring."""
    held = {code for code, entry in counted.found.items() if entry[0]}
    return total(held | {"JA_N1", "LIC_2"}, items)


def _is_complete(candidate: Candidate, job: Job) -> bool:
    answered = {"education", "experience", "tests"} <= candidate.answered
    return answered and candidate.birth is not None and job.yearly_pay is not None and job.is_bonus_said


def _line(item: PointItem, found: Found, proven: frozenset[str], claimed: frozenset[str], candidate: Candidate, job: Job) -> Line:
    held, evidence, next_step = found.get(item.code, (Held.NO, "", ""))
    if item.code in proven:
        return Line(item=item, count=Count.PROVEN, evidence=evidence)
    if item.code in claimed:
        return Line(item=item, count=Count.CLAIMED, evidence=evidence, next_step=next_step)
    if held:
        return Line(item=item, count=Count.OUTDONE, evidence=evidence)
    ask = _question(item, candidate, job)
    return Line(item=item, count=Count.NOT_KNOWN if ask else Count.NO, next_step=ask)


def _question(item: PointItem, candidate: Candidate, job: Job) -> str:
    """What must be said before this item is a no; "" when it is one."""
    section = SECTIONS.get(item.group)
    if section and section not in candidate.answered:
        return "next_say_tests" if section == "tests" else "next_say_education"
    if item.group == "age" and candidate.birth is None:
        return "next_say_birth"
    if item.group == "salary" and (job.yearly_pay is None or not job.is_bonus_said):
        return "next_pay_with_bonus"
    return "next_ask_employer_items" if item.code.startswith(EMPLOYERS) else ""


def proof_held(proof: Proof) -> Held:
    """What a document makes of an item; a refused one makes nothing."""
    if proof.state == "rejected":
        return Held.NO
    return Held.PROVEN if proof.state == "verified" else Held.CLAIMED


def _degree_held(row: Schooling) -> Held:
    held = Held.NO if row.is_awaiting_result else proof_held(row.proof)
    return min(held, Held.CLAIMED) if row.is_provisional or row.level in REVIEWED else held


def _keep(found: Found, code: str, held: Held, evidence: str, next_step: str) -> None:
    if held > found.get(code, (Held.NO, "", ""))[0]:
        found[code] = (held, evidence, next_step)


def _education(candidate: Candidate) -> Found:
    """The degrees; an MA of 16 years is a master only after review, a Japanese one gives its bonus, two higher ones in two fields too."""
    found: Found = {}
    for row in candidate.schooling:
        held, code = _degree_held(row), EDUCATION.get(row.level)
        if code is None or not held:
            continue
        step = "next_final_degree" if row.is_provisional else "next_degree_review" if row.level in REVIEWED else "next_prove_degree"
        _keep(found, code, held, row.proof.reference, step)
        if row.level == "MA":
            _keep(found, "EDU_MASTER", Held.CLAIMED, row.proof.reference, "next_master_review")
        if row.country == "JP":
            _keep(found, "JP_DEGREE", held, row.proof.reference, step)
        elif row.study_field == "japanese":
            _keep(found, "JA_N1", Held.CLAIMED, row.proof.reference, "next_japanese_degree_review")
    for least in (Held.PROVEN, Held.CLAIMED):
        subjects = {_subject(row) for row in candidate.schooling if row.level in HIGHER and _degree_held(row) >= least} - {""}
        if len(subjects) > 1:
            _keep(found, "EDU_MULTI", least, "", "next_prove_degree")
    return found


def _subject(row: Schooling) -> str:
    return "management" if row.level == "MBA" else row.study_field


def _experience(candidate: Candidate, job: Job, items: Sequence[PointItem], today: date) -> Found:
    """Years of related work, each day once; study time does not count."""
    known = [row for row in candidate.work if row.work_field in (job.work_field, "") and proof_held(row.proof)]
    sure = [row for row in known if _is_sure(row, job)]
    evidence = ", ".join(row.proof.reference for row in sure if row.proof.reference)
    found: Found = {}
    for held, rows in ((Held.PROVEN, sure), (Held.CLAIMED, known)):
        years = months_worked(rows, today) / 12 if rows else 0
        reached = [item for item in items if item.group == "experience" and years >= item.years_min]
        for item in reached:
            _keep(found, item.code, held, evidence, "next_prove_experience")
    return found


def _is_sure(row: Work, job: Job) -> bool:
    return row.proof.state == "verified" and bool(job.work_field) and row.work_field == job.work_field


def _licences(candidate: Candidate, job: Job, exams: Sequence[NoticeExam]) -> Found:
    """Exams of the IT public notice for IT work; one gives 5, two or more 10."""
    found: Found = {}
    rows = [row for row in candidate.certificates if row.kind == "it_exam" and row.passed and job.work_field == "it"]
    for held in (Held.PROVEN, Held.CLAIMED):
        good = {row.test: row.proof.reference for row in rows if _exam_held(row, exams) >= held}
        evidence = ", ".join(filter(None, good.values()))
        if good:
            _keep(found, "LIC_1", held, evidence, "next_prove_test")
        if len(good) >= FROM_LICENCE:
            _keep(found, "LIC_2", held, evidence, "next_prove_test")
    return found


def on_notice(row: Certificate, exams: Sequence[NoticeExam]) -> str:
    """ "yes", "no" or "review": whether this exam stands in the Minister's IT public notice (GJ-3, dated data)."""
    country = row.country
    listed: Mapping[tuple[str, str], str] = {(exam.exam, exam.country): exam.is_on_notice for exam in exams}
    if not country and listed.get((row.test, "JP")) == "yes":
        return "review"  # the land was not said: a person looks
    return listed.get((row.test, country), listed.get(("*", country), "no"))


def _exam_held(row: Certificate, exams: Sequence[NoticeExam]) -> Held:
    notice = on_notice(row, exams)
    return Held.NO if notice == "no" else min(proof_held(row.proof), Held.PROVEN if notice == "yes" else Held.CLAIMED)


def _japanese(candidate: Candidate) -> Found:
    found: Found = {}
    for row in candidate.certificates:
        level = japanese_level(test=row.test, level=row.level, score=row.score, passed=row.passed) if row.kind == "japanese" else ""
        if level in ("N1", "N2"):
            for code in ("JA_N1", "JA_N2")[level == "N2" :]:
                _keep(found, code, proof_held(row.proof), row.proof.reference, "next_prove_test")
    return found


def _age_and_pay(candidate: Candidate, job: Job, items: Sequence[PointItem], today: date) -> Found:
    """Age on the day, and pay by age: pay is the vacancy's own, so only the age may want proof."""
    found: Found = {}
    age = age_on(candidate.birth, today) if candidate.birth else None
    proof = candidate.birth_proof
    sure = Held.PROVEN if proof.state in ("verified", "expired") else Held.CLAIMED  # a verified day of birth outlives its card
    for item in items:
        is_banded = item.age_max < 999 or item.age_min > 0
        if item.group not in ("age", "salary") or (item.group == "salary" and (job.yearly_pay or 0) < item.pay_min):
            continue
        if is_banded and (age is None or not item.age_min <= age <= item.age_max):
            continue
        _keep(found, item.code, sure if is_banded else Held.PROVEN, proof.reference if is_banded else "", "next_prove_identity")
    return found


def _of_employer(job: Job) -> Found:
    """What Inter-SES has confirmed of the employer and the work."""
    return {code: (Held.PROVEN, "", "") for code in job.point_items if code.startswith(EMPLOYERS)}


def _said(candidate: Candidate, items: Sequence[PointItem]) -> Found:
    """What the person claims and no other fact shows: never proof."""
    known = {item.code for item in items if item.group in ("research", "special", "education_bonus") or item.code == "JA_N1"}
    return {code: (Held.CLAIMED, "", "next_points_review") for code in candidate.point_items & known if not code.startswith(EMPLOYERS)}
