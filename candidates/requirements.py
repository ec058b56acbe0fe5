"""One thing that a visa route asks: how it stands, by which evidence and law, and what to do next. The arithmetic of proof stands here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum

from candidates.facts import Candidate, Proof


class State(StrEnum):
    """How a requirement stands."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"
    EXPIRING = "expiring"


class Verdict(StrEnum):
    """What a person is told about one route; from worst to best no, unknown, nearly, yes."""

    NO = "no"
    UNKNOWN = "unknown"
    NEARLY = "nearly"
    YES = "yes"


class Standing(IntEnum):
    """How far a requirement is from met, worst first; the better of two ways counts."""

    FINAL = 0  # not met, and the person cannot change it
    UNSAID = 1  # nothing is known
    REACHABLE = 2  # not met yet, or expires too soon
    UNPROVEN = 3  # claimed or uploaded, or a person must look at it
    MET = 4


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing a route asks: its code, how it stands, the evidence that shows it, the law, and what to do next ("" when met)."""

    code: str
    standing: Standing
    is_expiring: bool = False
    evidence: str = ""
    source: str = ""
    next_step: str = ""

    @property
    def state(self) -> State:
        """The state that a page shows."""
        if self.is_expiring:
            return State.EXPIRING
        shown = {Standing.MET: State.MET, Standing.UNSAID: State.NOT_KNOWN, Standing.UNPROVEN: State.NOT_KNOWN}
        return shown.get(self.standing, State.NOT_MET)


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """The days between which evidence must last: today and the planned start."""

    today: date
    starts_on: date | None


def best_of(found: Sequence[Requirement], *, or_else: Requirement) -> Requirement:
    """The way that stands best; one that lasts goes before one that expires."""
    return max([*found, or_else], key=lambda requirement: (requirement.standing, not requirement.is_expiring))


def proven(code: str, source: str, proof: Proof, prove: str, near: Horizon) -> Requirement:
    """What a fact is worth by its proof: met only when verified and not expired; `prove` is the next step for a mere claim."""
    found = Requirement(code=code, standing=Standing.UNPROVEN, evidence=proof.reference, source=source, next_step=prove)
    if proof.state == "rejected":
        return replace(found, standing=Standing.REACHABLE, next_step="next_bring_other_evidence")
    if proof.state == "expired" or (proof.expires_on and proof.expires_on < near.today):
        return replace(found, standing=Standing.REACHABLE, next_step="next_renew")
    if proof.state == "received":
        return replace(found, next_step="next_wait_for_check")
    if proof.state != "verified":
        return found
    if proof.expires_on and near.starts_on and proof.expires_on < near.starts_on:
        return replace(found, standing=Standing.MET, is_expiring=True, next_step="next_renew")
    return replace(found, standing=Standing.MET, next_step="")


def for_review(found: Requirement, next_step: str) -> Requirement:
    """Verified, yet a person must judge what it is worth."""
    met = found.standing == Standing.MET
    return replace(found, standing=Standing.UNPROVEN, is_expiring=False, next_step=next_step) if met else found


def tested(candidate: Candidate, code: str, source: str, rows: Iterable[Proof], take: str, near: Horizon) -> Requirement:
    """The best of the certificates that fit; without one, `take` is the next step, once the tests section is complete."""
    said = "tests" in candidate.answered
    nothing = Requirement(
        code=code,
        standing=Standing.REACHABLE if said else Standing.UNSAID,
        source=source,
        next_step=take if said else "next_say_tests",
    )
    return best_of([proven(code, source, proof, "next_prove_test", near) for proof in rows], or_else=nothing)
