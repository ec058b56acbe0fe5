"""What an eligibility answer is made from: plain facts about a person, a vacancy and the dated law."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Proof:
    """How a fact is supported: "claimed", "received" (uploaded), "verified", "rejected" or "expired"; `reference` names the evidence."""

    state: str = "claimed"
    reference: str = ""
    expires_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Schooling:
    """An education level (MID, SSC, HSSC, DAE, ADP, BA, BSC, BS, MA, MS, PHD, NVC) in a field; `is_awaiting_result` before the result."""

    level: str
    study_field: str = ""
    is_awaiting_result: bool = False
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
    """Past work in full months, in a field such as "it"."""

    months: int
    work_field: str = ""
    proof: Proof = field(default_factory=Proof)


@dataclass(frozen=True, kw_only=True)
class Traineeship:
    """Technical intern training (ii) completed well, in a specified-skilled-worker field or "" for another occupation (SSW-5)."""

    field_code: str
    proof: Proof = field(default_factory=Proof)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """The facts about a person; `answered` names the sections said to be complete: "education", "experience", "tests"."""

    birth: date | None = None
    birth_proof: Proof = field(default_factory=Proof)
    schooling: tuple[Schooling, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    work: tuple[Work, ...] = ()
    traineeships: tuple[Traineeship, ...] = ()
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Job:
    """The facts about a vacancy. work_field "it" and so on; ssw_work is taxi, bus, truck, transport_staff, other or "" (not said)."""

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
    needs_b2_proof: bool = False


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
        test=level if family == "it_exam" else test,
        level=english_cefr if family == "english" else level,
        score=None if score is None else int(score),
        passed=is_passed,
        field_code=field_code,
        country=country,
        proof=proof,
    )
