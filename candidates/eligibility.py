"""Is this job within this person's reach, by visa route, with reasons: yes, nearly, no or not known yet. It advises; people decide.

Only verified evidence satisfies; a claim or a self-assessment never does. Better evidence never worsens a verdict.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum, StrEnum

from candidates.facts import Candidate, Certificate, Job, LanguageRule, NoticeExam, Proof, Schooling, Work
from candidates.identity import is_adult_on
from candidates.language import CEFR, JLPT, at_least, japanese_level, proves_b2, proves_ssw_japanese

ROUTE_MONTHS = 120  # GJ-2(c): ten years
B2_SINCE = date(2026, 4, 15)  # employer categories 3 and 4, person-facing duties (S08)
HSP_LEAST_PAY = 3_000_000  # yen a year (S05, S06)
STUDY_YEARS = {"DAE": 3, "ADP": 2, "BA": 2, "BSC": 2, "BS": 4, "MA": 4, "MS": 6, "PHD": 9}
DEGREES = ("BS", "MA", "MS", "PHD")  # 16 years and more
REVIEWED_DEGREES = ("ADP", "BA", "BSC")  # 14 years: may be taken as junior-college level, not sure
RELATED = {"it": frozenset({"it", "electronics", "mathematics", "physics", "engineering"})}  # GJ-8: loose for university graduates


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
class RouteVerdict:
    """The verdict of one visa route with every requirement behind it."""

    route: str
    verdict: Verdict
    requirements: tuple[Requirement, ...]


def assess(
    *, candidate: Candidate, job: Job, today: date, language_rules: Sequence[LanguageRule], notice_exams: Sequence[NoticeExam]
) -> tuple[RouteVerdict, ...]:
    """The verdict on each of the vacancy's routes, in the vacancy's order; unknown routes are left out."""
    ways = {
        "engineer": lambda: engineer_requirements(candidate=candidate, job=job, today=today, notice_exams=notice_exams),
        "hsp": lambda: hsp_requirements(candidate=candidate, job=job, today=today, notice_exams=notice_exams),
        "ssw1": lambda: ssw_requirements(candidate=candidate, job=job, today=today, language_rules=language_rules),
    }
    answers = ((route, (*ways[route](), *wishes(candidate=candidate, job=job, today=today))) for route in job.routes if route in ways)
    return tuple(RouteVerdict(route=route, verdict=verdict_of(found), requirements=found) for route, found in answers)


def verdict_of(requirements: Sequence[Requirement]) -> Verdict:
    """One thing that cannot be changed makes "no", one unknown "not known yet", one that is missing or unproven "nearly"."""
    worst = min((requirement.standing for requirement in requirements), default=Standing.MET)
    if worst == Standing.MET and any(requirement.is_expiring for requirement in requirements):
        return Verdict.NEARLY
    shown = {Standing.FINAL: Verdict.NO, Standing.UNSAID: Verdict.UNKNOWN, Standing.MET: Verdict.YES}
    return shown.get(worst, Verdict.NEARLY)


def best_verdict(verdicts: Iterable[RouteVerdict]) -> Verdict:
    """The best of the routes; without any route nothing is known."""
    order = list(Verdict)
    return max((answer.verdict for answer in verdicts), key=order.index, default=Verdict.UNKNOWN)


def engineer_requirements(*, candidate: Candidate, job: Job, today: date, notice_exams: Sequence[NoticeExam]) -> tuple[Requirement, ...]:
    """Engineer / Specialist: degree, ten years, or an IT notice exam (GJ-2, GJ-3, GJ-7); adult at landing (N11); B2 where asked (S08)."""
    near = Horizon(today=today, starts_on=job.starts_on)
    ways = [
        *(_by_degree(row, job, near) for row in candidate.schooling),
        _by_years(candidate, job, near),
        *(_by_exam(row, job, notice_exams, near) for row in candidate.certificates),
    ]
    best = _best([way for way in ways if way], or_else=_no_way(candidate))
    return (adult_at_landing(candidate=candidate, job=job, today=today), best, *_b2(candidate, job, near))


def hsp_requirements(*, candidate: Candidate, job: Job, today: date, notice_exams: Sequence[NoticeExam]) -> tuple[Requirement, ...]:
    """Highly Skilled (i)(b): the landing criteria of the basic status and 3 million yen; the points are not counted here (S05, S07)."""
    base = engineer_requirements(candidate=candidate, job=job, today=today, notice_exams=notice_exams)
    enough = job.yearly_pay is not None and job.yearly_pay >= HSP_LEAST_PAY
    pay = Requirement(
        code="req_hsp_pay",
        standing=Standing.MET if enough else Standing.UNSAID,
        source="HSP",
        next_step="" if enough else "next_pay_with_bonus",
    )
    points = Requirement(code="req_hsp_points", standing=Standing.UNSAID, source="HSP", next_step="next_points")
    return (*base, pay, points)


def ssw_requirements(*, candidate: Candidate, job: Job, today: date, language_rules: Sequence[LanguageRule]) -> tuple[Requirement, ...]:
    """Specified Skilled Worker (i): open field (N12), adult at landing (SSW-1), skills (SSW-3), Japanese (SSW-4), or exempt (SSW-5)."""
    near = Horizon(today=today, starts_on=job.starts_on)
    own = [rule for rule in language_rules if rule.field_code == job.field_code and rule.holds_on(today)]
    rules = own or [rule for rule in language_rules if not rule.field_code and rule.holds_on(today)]
    extras = dict.fromkeys(rule.extra_test for rule in rules if rule.extra_test)
    return (
        field_open(job=job),
        adult_at_landing(candidate=candidate, job=job, today=today),
        _skills_test(candidate, job, near),
        _ssw_japanese(candidate, job, rules, near),
        *(_extra_test(candidate, job, extra, near) for extra in extras),
    )


def field_open(*, job: Job) -> Requirement:
    """The field takes new people today, and not through a fee-charging agency where that is forbidden (N12, by dated data)."""
    if not job.field_allows_fee and job.is_for_a_fee:
        return Requirement(code="req_field_for_a_fee", standing=Standing.FINAL, source="N12", next_step="next_other_field")
    if job.field_state == "open":
        return Requirement(code="req_field_open", standing=Standing.MET, source="N12")
    standing = Standing.FINAL if job.field_state else Standing.UNSAID
    return Requirement(code="req_field_open", standing=standing, source="N12", next_step="next_other_field")


def adult_at_landing(*, candidate: Candidate, job: Job, today: date) -> Requirement:
    """18 or over on the planned start, taken as the day of landing (SSW-1, Emigration Rule 31-A, N11)."""
    unsaid = Requirement(code="req_adult", standing=Standing.UNSAID, source="SSW-1", next_step="next_say_birth")
    if candidate.birth is None:
        return unsaid
    if job.starts_on is None:
        return replace(unsaid, next_step="next_start_unknown")
    if not is_adult_on(candidate.birth, job.starts_on):
        return replace(unsaid, standing=Standing.FINAL, next_step="next_later_start")
    proof = candidate.birth_proof  # a day of birth once verified stays true when the card ends
    lasting = replace(proof, expires_on=None, state="verified" if proof.state == "expired" else proof.state)
    return _proven("req_adult", "SSW-1", lasting, "next_prove_identity", Horizon(today=today, starts_on=job.starts_on))


def wishes(*, candidate: Candidate, job: Job, today: date) -> tuple[Requirement, ...]:
    """The languages that the employer asks beyond the law; only certificates count (domain section 4)."""
    near = Horizon(today=today, starts_on=job.starts_on)
    found = []
    if job.japanese_level in JLPT:
        found.append(_language(candidate, "req_japanese_wanted", "employer", lambda row: _reaches(row, job.japanese_level), near))
    if job.english_level in CEFR:
        found.append(_language(candidate, "req_english_wanted", "employer", lambda row: _english(row, job.english_level), near))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """The days between which evidence must last: today and the planned start."""

    today: date
    starts_on: date | None


def _best(found: Sequence[Requirement], *, or_else: Requirement) -> Requirement:
    """The way that stands best; one that lasts goes before one that expires."""
    return max([*found, or_else], key=lambda requirement: (requirement.standing, not requirement.is_expiring))


def _proven(code: str, source: str, proof: Proof, prove: str, near: Horizon) -> Requirement:
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


def _for_review(found: Requirement, next_step: str) -> Requirement:
    """Verified, yet a person must judge what it is worth."""
    met = found.standing == Standing.MET
    return replace(found, standing=Standing.UNPROVEN, is_expiring=False, next_step=next_step) if met else found


def _by_degree(row: Schooling, job: Job, near: Horizon) -> Requirement | None:
    """GJ-2(a), GJ-8: a degree of 16 years in a related field; an unrelated or 14-year one is reviewed, never a no; a DAE is none (GJ-7)."""
    if row.level not in DEGREES + REVIEWED_DEGREES:
        return None
    found = _proven("req_degree_or_ten_years", "GJ-2a", row.proof, "next_prove_degree", near)
    if row.is_awaiting_result:
        return replace(found, standing=min(found.standing, Standing.REACHABLE), is_expiring=False, next_step="next_wait_for_result")
    if row.level in REVIEWED_DEGREES:
        return _for_review(found, "next_degree_review")
    return found if _is_related(row.study_field, job.work_field) else _for_review(found, "next_field_review")


def _is_related(study: str, work: str) -> bool:
    return bool(work) and (study == work or study in RELATED.get(work, frozenset()))


def _by_years(candidate: Candidate, job: Job, near: Horizon) -> Requirement | None:
    """GJ-2(c): ten years of related work; whether years of study fill them up is reviewed; 120 months, each counted once by the caller."""
    known = [row for row in candidate.work if row.work_field in (job.work_field, "") and _still_counts(row.proof, near)]
    sure = sum(row.months for row in known if _is_sure(row, job))
    claimed = sum(row.months for row in known)
    study = 12 * max((STUDY_YEARS.get(row.level, 0) for row in candidate.schooling if _counts_as_study(row, job, near)), default=0)
    found = Requirement(
        code="req_degree_or_ten_years",
        standing=Standing.UNPROVEN,
        evidence=", ".join(row.proof.reference for row in known if row.proof.reference),
        source="GJ-2c",
        next_step="next_prove_experience",
    )
    if sure >= ROUTE_MONTHS:
        return replace(found, standing=Standing.MET, next_step="")
    if sure + study >= ROUTE_MONTHS:
        return replace(found, next_step="next_study_review")
    return found if claimed + study >= ROUTE_MONTHS else None


def _is_sure(row: Work, job: Job) -> bool:
    return row.proof.state == "verified" and bool(job.work_field) and row.work_field == job.work_field


def _still_counts(proof: Proof, near: Horizon) -> bool:
    """An experience letter does not lapse with time; a rejected one counts for nothing."""
    return proof.state in ("claimed", "received", "verified")


def _counts_as_study(row: Schooling, job: Job, near: Horizon) -> bool:
    return _is_related(row.study_field, job.work_field) and _still_counts(row.proof, near) and not row.is_awaiting_result


def _by_exam(row: Certificate, job: Job, exams: Sequence[NoticeExam], near: Horizon) -> Requirement | None:
    """GJ-3: for IT work, an exam of the Minister's public notice; IT Passport and Pakistan are not on it (dated data)."""
    if row.kind != "it_exam" or not row.passed or job.work_field != "it":
        return None
    listed = {(exam.exam, exam.country): exam.is_on_notice for exam in exams}
    listed |= {(exam.exam, ""): "review" for exam in exams if exam.is_on_notice == "yes"}  # the land was not said: a person looks
    on_notice = listed.get((row.test, row.country), listed.get(("*", row.country), "no"))
    if on_notice == "no":
        return None
    found = _proven("req_degree_or_ten_years", "GJ-3", row.proof, "next_prove_test", near)
    return found if on_notice == "yes" else _for_review(found, "next_exam_review")


def _no_way(candidate: Candidate) -> Requirement:
    """Without any of the ways: a no only when the person has said all; until then it is not known."""
    found = Requirement(code="req_degree_or_ten_years", standing=Standing.UNSAID, source="GJ-2", next_step="next_say_education")
    if not {"education", "experience", "tests"} <= candidate.answered:
        return found
    return replace(found, standing=Standing.FINAL, next_step="next_degree_or_ten_years")


def _tested(candidate: Candidate, code: str, source: str, rows: Iterable[Proof], take: str, near: Horizon) -> Requirement:
    """The best of the certificates that fit; without one, `take` is the next step, once the tests section is complete."""
    said = "tests" in candidate.answered
    nothing = Requirement(
        code=code,
        standing=Standing.REACHABLE if said else Standing.UNSAID,
        source=source,
        next_step=take if said else "next_say_tests",
    )
    return _best([_proven(code, source, proof, "next_prove_test", near) for proof in rows], or_else=nothing)


def _language(candidate: Candidate, code: str, source: str, fits: Callable[[Certificate], bool], near: Horizon) -> Requirement:
    proofs = [row.proof for row in candidate.certificates if fits(row)]
    return _tested(candidate, code, source, proofs, "next_take_language_test", near)


def _reaches(row: Certificate, wanted: str) -> bool:
    held = japanese_level(test=row.test, level=row.level, score=row.score, passed=row.passed)
    return row.kind == "japanese" and at_least(JLPT, held, wanted)


def _english(row: Certificate, wanted: str) -> bool:
    return row.kind == "english" and row.passed and at_least(CEFR, row.level, wanted)


def _b2(candidate: Candidate, job: Job, near: Horizon) -> list[Requirement]:
    if not job.needs_b2_proof or near.today < B2_SINCE:
        return []
    return [
        _language(
            candidate,
            "req_japanese_b2",
            "S08",
            lambda row: row.kind == "japanese" and proves_b2(test=row.test, level=row.level, score=row.score, passed=row.passed),
            near,
        )
    ]


def _skills_test(candidate: Candidate, job: Job, near: Horizon) -> Requirement:
    """SSW-3, or SSW-5 for a related traineeship."""
    tests = [row.proof for row in candidate.certificates if row.kind == "skills" and row.passed and row.field_code == job.field_code]
    trained = [row.proof for row in candidate.traineeships if row.field_code == job.field_code]
    return _tested(candidate, "req_skills_test", "SSW-3", [*tests, *trained], "next_take_skills_test", near)


def _ssw_japanese(candidate: Candidate, job: Job, rules: Sequence[LanguageRule], near: Horizon) -> Requirement:
    """SSW-4; while the kind of work is not said, the strictest rule of the field must be met, and a lower test is a question."""
    if not rules:
        return Requirement(code="req_ssw_japanese", standing=Standing.UNSAID, source="SSW-4", next_step="next_ask_which_work")
    said = [rule for rule in rules if rule.work in ("", job.ssw_work)]
    enough = [row.proof for row in candidate.certificates if all(_fits(row, rule) for rule in said or rules)]
    if all(rule.jlpt_min == "N4" for rule in said or rules):
        enough += [row.proof for row in candidate.traineeships]  # SSW-5: any occupation
    best = _tested(candidate, "req_ssw_japanese", "SSW-4", enough, "next_take_language_test", near)
    lower = [row.proof for row in candidate.certificates if not said and any(_fits(row, rule) for rule in rules)]
    if not lower:
        return best
    question = _for_review(_tested(candidate, best.code, "SSW-4", lower, "next_take_language_test", near), "next_ask_which_work")
    return _best([question], or_else=best)


def _fits(row: Certificate, rule: LanguageRule) -> bool:
    return row.kind == "japanese" and proves_ssw_japanese(
        test=row.test, level=row.level, passed=row.passed, jlpt_min=rule.jlpt_min, jft_accepted=rule.jft_accepted
    )


def _extra_test(candidate: Candidate, job: Job, kind: str, near: Horizon) -> Requirement:
    """The nursing care Japanese test (SSW-4), or a related traineeship (SSW-5)."""
    tests = [row.proof for row in candidate.certificates if row.kind == kind and row.passed]
    trained = [row.proof for row in candidate.traineeships if row.field_code == job.field_code]
    return _tested(candidate, "req_nursing_japanese", "SSW-4", [*tests, *trained], "next_take_nursing_japanese", near)
