"""What an eligibility answer is made from: plain facts about a person, a vacancy and the dated law."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from candidates.exams import notice_name


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How a fact is supported: "claimed", "received" (uploaded), "verified", "rejected" or "expired"; `reference` names the evidence."""

    state: str = "claimed"
    reference: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Schooling:
    """A level (MID, SSC, HSSC, DAE, ADP, BA, BSC, BS, MA, MS, MBA, PHD, NVC) in a field; the result or final paper may be awaited."""

    level: str
    study_field: str = ""
    country: str = "PK"
    is_awaiting_result: bool = False
    is_provisional: bool = False
    proof: Proof = field(default_factory=Proof)


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A test result. kind: japanese, english (level is CEFR), skills (of field_code), nursing_japanese or it_exam (test, country)."""

    kind: str
    test: str = ""
    level: str = ""
    score: int | None = None
    passed: bool = True
    field_code: str = ""
    country: str = ""
    proof: Proof = field(default_factory=Proof)


@dataclass(frozen=True, kw_only=True)
class Work:
    """Past work in a field such as "it": from day to day (None: until today), or in full months where the days are not known."""

    months: int = 0
    work_field: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    proof: Proof = field(default_factory=Proof)


@dataclass(frozen=True, kw_only=True)
class Traineeship:
    """Technical intern training (ii) completed well, in a specified-skilled-worker field or "" for another occupation (SSW-5)."""

    field_code: str
    proof: Proof = field(default_factory=Proof)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """The facts about a person; `answered` names the sections said to be complete ("education", "experience", "tests").

    `point_items` are codes of the points table that the person claims and no other fact shows.
    """

    birth: date | None = None
    birth_proof: Proof = field(default_factory=Proof)
    schooling: tuple[Schooling, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    work: tuple[Work, ...] = ()
    traineeships: tuple[Traineeship, ...] = ()
    answered: frozenset[str] = frozenset()
    passport_expires_on: date | None = None
    passport_proof: Proof = field(default_factory=Proof)
    point_items: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Job:
    """The facts about a vacancy. work_field "it" and so on; ssw_work is taxi, bus, truck, transport_staff, other or "" (not said).

    `yearly_pay` in yen with the bonus that is certain; `needs_b2_proof` None: the employer has not said enough to know.
    """

    routes: tuple[str, ...]
    starts_on: date | None
    work_field: str = ""
    field_code: str = ""
    field_state: str = ""
    ssw_work: str = ""
    is_for_a_fee: bool = False
    field_allows_fee: bool = True
    japanese_level: str = ""
    english_level: str = ""
    yearly_pay: int | None = None
    is_bonus_said: bool = False
    needs_b2_proof: bool | None = False
    point_items: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LanguageRule:
    """The Japanese that a field asks from a day on (dated data); field_code "" is the rule for all fields without their own."""

    field_code: str
    work: str
    jlpt_min: str
    jft_accepted: bool
    extra_test: str
    from_on: date
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, kw_only=True)
class NoticeExam:
    """An exam of the IT public notice: is_on_notice "yes", "no" or "review"; exam "*" stands for all of a country."""

    exam: str
    country: str
    is_on_notice: str


@dataclass(frozen=True, kw_only=True)
class PointItem:
    """A row of the points table of Highly Skilled Professional (i)(b): what it takes, what it gives, what it does not go with."""

    code: str
    group: str
    is_highest_only: bool
    name_en: str
    name_ja: str
    points: int
    age_min: int = 0
    age_max: int = 999
    pay_min: int = 0
    years_min: int = 0
    excludes: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    evidence: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Law:
    """The dated tables that the answers are made from."""

    language_rules: tuple[LanguageRule, ...] = ()
    notice_exams: tuple[NoticeExam, ...] = ()
    point_items: tuple[PointItem, ...] = ()


def needs_b2_proof(*, category: int | None, is_person_facing: bool | None) -> bool | None:
    """Whether B2 in Japanese must be proven: employer category 3 or 4, mainly person-facing duties; None if that was not said (S08)."""
    if category in (1, 2) or is_person_facing is False:
        return False
    return True if category in (3, 4) and is_person_facing else None


def months_worked(rows: Iterable[Work], today: date) -> int:
    """Full months of these jobs together; days of several jobs at once count once, a year is 365 days."""
    rows = list(rows)
    spans = sorted((row.started_on, min(row.ended_on or today, today)) for row in rows if row.started_on)
    days, last = 0, date.min
    for start, end in spans:
        begins = max(start, last + timedelta(days=1)) if last > date.min else start
        days += max(0, (end - begins).days + 1)
        last = max(last, end)
    return days * 12 // 365 + sum(row.months for row in rows if not row.started_on)


TESTS = {
    "jlpt": ("japanese", "JLPT"),
    "jft": ("japanese", "JFT-Basic"),
    "nat": ("japanese", "NAT-TEST"),
    "jtest": ("japanese", "J.TEST"),
    "bjt": ("japanese", "BJT"),
    "ielts": ("english", "IELTS"),
    "ssw": ("skills", ""),
    "nursing_ja": ("nursing_japanese", ""),
    "it_exam": ("it_exam", ""),
}
SUBJECTS = (
    (
        "it",
        (
            "computer",
            "software",
            "information tech",
            "information system",
            "informatics",
            "data science",
            "artificial",
            "cyber",
            "comput",
            "ics",
        ),
    ),
    ("electronics", ("electronic", "electrical", "telecom", "mechatronic")),
    ("mathematics", ("math", "statistic")),
    ("physics", ("physic",)),
    ("engineering", ("engineer",)),
    ("japanese", ("japanese",)),
)


def study_field_of(subject: str) -> str:
    """The field of study that a subject such as "BS Computer Science" belongs to, or "" (then a person reviews it, GJ-8)."""
    words = f" {subject.lower()} "
    return next((name for name, marks in SUBJECTS if any(f" {mark}" in words for mark in marks)), "")


def certificate_of(
    *, kind: str, level: str, score: float | None, is_passed: bool, field_code: str, proof: Proof, english_cefr: str = "", country: str = ""
) -> Certificate:
    """A certificate from a stored test (jlpt, jft, nat, jtest, bjt, ielts, ssw, nursing_ja, it_exam; its exam in `level`)."""
    family, test = TESTS[kind]
    return Certificate(
        kind=family,
        test=notice_name(level) if family == "it_exam" else test,
        level=english_cefr if family == "english" else level,
        score=None if score is None else int(score),
        passed=is_passed,
        field_code=field_code,
        country=country,
        proof=proof,
    )
