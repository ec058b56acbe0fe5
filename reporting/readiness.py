"""Who counts as ready for Japan: a written definition for the report, dated, and never a decision about a person. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from candidates.language import JLPT, at_least, japanese_level

BACHELOR = frozenset({"BS", "MA", "MS", "MBA", "PHD"})  # 16 years of school or more; 14-year degrees: domain.md section 11, no. 7
TESTS = {"jlpt": "JLPT", "jft": "JFT-Basic", "bjt": "BJT"}


@dataclass(frozen=True)
class Definition:
    """What has to be proven: the identity, and Japanese from a level on or what stands for the engineer's route."""

    valid_from: date
    least_japanese: str
    degrees: frozenset[str]
    it_exam_counts: bool
    source: str


DEFINITIONS = (
    Definition(
        date(2021, 1, 1), "N4", BACHELOR, True, "SSW-4: JFT-Basic or JLPT N4 (S12, S33); engineer: degree or listed IT examination (S18)"
    ),
)


@dataclass(frozen=True)
class Proof:
    """One paper that OEC verified."""

    kind: str
    checked_at: datetime
    expires_on: date | None = None
    test: str = ""
    level: str = ""
    score: int | None = None
    is_passed: bool = False
    degree: str = ""


def definition_on(day: date) -> Definition:
    """The definition that holds on this day; the first one for earlier days."""
    return max((row for row in DEFINITIONS if row.valid_from <= day), key=lambda row: row.valid_from, default=DEFINITIONS[0])


def is_identity(proof: Proof) -> bool:
    return proof.kind in ("cnic", "passport")


def is_qualification(proof: Proof, law: Definition) -> bool:
    """Japanese from the level on, a bachelor's degree or more, or an examination that the agency's notice on IT lists."""
    if proof.kind == "degree":
        return proof.degree in law.degrees
    if proof.kind != "test" or not proof.is_passed:
        return False
    if proof.test == "it_exam":
        return law.it_exam_counts
    held = japanese_level(test=TESTS.get(proof.test, ""), level=proof.level, score=proof.score, passed=True)
    return at_least(JLPT, held, law.least_japanese)


def ready_at(proofs: Iterable[Proof], law: Definition) -> datetime | None:
    """The moment from which everything was proven; None as long as something lacks."""
    rows = list(proofs)
    identity = min((row.checked_at for row in rows if is_identity(row)), default=None)
    qualification = min((row.checked_at for row in rows if is_qualification(row, law)), default=None)
    return max(identity, qualification) if identity and qualification else None


def is_ready_on(proofs: Iterable[Proof], day: date, law: Definition) -> bool:
    """Whether what proves it has not run out on this day."""
    return ready_at([row for row in proofs if row.expires_on is None or row.expires_on >= day], law) is not None
