"""Is this job within this person's reach, by visa route, with reasons: yes, nearly, no or not known yet. It advises; people decide.

Only verified evidence satisfies; a claim or a self-assessment never does. Better evidence never worsens a verdict.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from candidates import points
from candidates.facts import Candidate, Certificate, Job, LanguageRule, Law, NoticeExam, Proof, Schooling, Work, months_worked
from candidates.identity import is_adult_on
from candidates.language import CEFR, JLPT, at_least, japanese_level, proves_b2, proves_ssw_japanese
from candidates.requirements import Horizon, Requirement, Standing, State, Verdict, best_of, for_review, proven, tested

__all__ = ["Requirement", "RouteVerdict", "Standing", "State", "Verdict", "assess", "best_verdict", "verdict_of"]
ROUTE_MONTHS = 120  # GJ-2(c): ten years
B2_SINCE = date(2026, 4, 15)  # employer categories 3 and 4, person-facing duties (S08)
STUDY_YEARS = {"DAE": 3, "ADP": 2, "BA": 2, "BSC": 2, "BS": 4, "MA": 4, "MS": 6, "MBA": 6, "PHD": 9}
DEGREES = ("BS", "MA", "MS", "MBA", "PHD")  # 16 years and more
REVIEWED_DEGREES = ("ADP", "BA", "BSC")  # 14 years: may be taken as junior-college level, not sure
RELATED = {"it": frozenset({"it", "electronics", "mathematics", "physics", "engineering"})}  # GJ-8: loose for university graduates


@dataclass(frozen=True, kw_only=True)
class RouteVerdict:
    """The verdict of one visa route with every requirement behind it; for Highly Skilled the table of points too."""

    route: str
    verdict: Verdict
    requirements: tuple[Requirement, ...]
    tally: points.Tally | None = None


def assess(*, candidate: Candidate, job: Job, today: date, law: Law) -> tuple[RouteVerdict, ...]:
    """The verdict on each of the vacancy's routes, in the vacancy's order; unknown routes are left out."""
    common = (*wishes(candidate=candidate, job=job, today=today), *passport_lasts(candidate=candidate, job=job, today=today))
    office: tuple[Requirement, ...] = ()
    if "engineer" in job.routes or "hsp" in job.routes:
        office = engineer_requirements(candidate=candidate, job=job, today=today, notice_exams=law.notice_exams)
    answers = []
    for route in job.routes:
        if route == "engineer":
            answers.append(_answer(route, (*office, *common)))
        elif route == "hsp":
            counted = points.tally(candidate=candidate, job=job, today=today, items=law.point_items, notice_exams=law.notice_exams)
            answers.append(_answer(route, (*office, _hsp_pay(job), _hsp_points(counted, law), *common), counted))
        elif route == "ssw1":
            found = ssw_requirements(candidate=candidate, job=job, today=today, language_rules=law.language_rules)
            answers.append(_answer(route, (*found, *common)))
    return tuple(answers)


def _answer(route: str, found: tuple[Requirement, ...], counted: points.Tally | None = None) -> RouteVerdict:
    return RouteVerdict(route=route, verdict=verdict_of(found), requirements=found, tally=counted)


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
    best = best_of([way for way in ways if way], or_else=_no_way(candidate))
    return (adult_at_landing(candidate=candidate, job=job, today=today), best, *_b2(candidate, job, near))


def _hsp_pay(job: Job) -> Requirement:
    """Below 3 million yen a year no total helps; a bonus that is not said may still bring it there (S05, S06)."""
    met = Requirement(code="req_hsp_pay", standing=Standing.MET, source="HSP")
    if job.yearly_pay is not None and job.yearly_pay >= points.LEAST_PAY:
        return met
    if job.yearly_pay is None or not job.is_bonus_said:
        return replace(met, standing=Standing.UNSAID, next_step="next_pay_with_bonus")
    return replace(met, standing=Standing.FINAL, next_step="next_better_paid_job")


def _hsp_points(counted: points.Tally, law: Law) -> Requirement:
    """70 points with proof; a claim makes it nearly, and so do certificates that could still bring the rest (S05, S07)."""
    found = Requirement(code="req_hsp_points", standing=Standing.MET, source="HSP")
    if counted.proven >= points.PASS:
        return found
    if counted.claimed >= points.PASS:
        return replace(found, standing=Standing.UNPROVEN, next_step="next_prove_points")
    if counted.has_jskip:
        return replace(found, standing=Standing.UNPROVEN, next_step="next_jskip_review")
    if points.with_tests(counted, law.point_items) >= points.PASS:
        return replace(found, standing=Standing.REACHABLE, next_step="next_points_by_tests")
    if not counted.is_complete:
        return replace(found, standing=Standing.UNSAID, next_step="next_points")
    return replace(found, standing=Standing.FINAL, next_step="next_points_too_few")


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
    return proven("req_adult", "SSW-1", lasting, "next_prove_identity", Horizon(today=today, starts_on=job.starts_on))


def passport_lasts(*, candidate: Candidate, job: Job, today: date) -> tuple[Requirement, ...]:
    """A passport that ends before the start must be renewed first; it is asked only after an offer, so an unknown one asks nothing (E1)."""
    ends, starts = candidate.passport_expires_on, job.starts_on
    if ends is None:
        return ()
    row = Requirement(code="req_passport", standing=Standing.MET, evidence=candidate.passport_proof.reference, source="E1")
    if ends < today:
        return (replace(row, standing=Standing.REACHABLE, next_step="next_renew_passport"),)
    if starts and ends < starts:
        return (replace(row, is_expiring=True, next_step="next_renew_passport"),)
    return (row,) if candidate.passport_proof.state == "verified" else ()


def wishes(*, candidate: Candidate, job: Job, today: date) -> tuple[Requirement, ...]:
    """The languages that the employer asks beyond the law; only certificates count (domain section 4)."""
    near = Horizon(today=today, starts_on=job.starts_on)
    found = []
    if job.japanese_level in JLPT:
        found.append(_language(candidate, "req_japanese_wanted", "employer", lambda row: _reaches(row, job.japanese_level), near))
    if job.english_level in CEFR:
        found.append(_language(candidate, "req_english_wanted", "employer", lambda row: _english(row, job.english_level), near))
    return tuple(found)


def _by_degree(row: Schooling, job: Job, near: Horizon) -> Requirement | None:
    """GJ-2(a), GJ-8: a degree of 16 years in a related field; an unrelated or 14-year one is reviewed, never a no; a DAE is none (GJ-7)."""
    if row.level not in DEGREES + REVIEWED_DEGREES:
        return None
    found = proven("req_degree_or_ten_years", "GJ-2a", row.proof, "next_prove_degree", near)
    if row.is_awaiting_result:
        return replace(found, standing=min(found.standing, Standing.REACHABLE), is_expiring=False, next_step="next_wait_for_result")
    if row.is_provisional:  # it shows a pass, yet the attested degree (step E2, S49) is what GJ-2(a) wants
        return for_review(found, "next_final_degree")
    if row.level in REVIEWED_DEGREES:
        return for_review(found, "next_degree_review")
    return found if _is_related(row.study_field, job.work_field) else for_review(found, "next_field_review")


def _is_related(study: str, work: str) -> bool:
    return bool(work) and (study == work or study in RELATED.get(work, frozenset()))


def _by_years(candidate: Candidate, job: Job, near: Horizon) -> Requirement | None:
    """GJ-2(c): ten years of related work, each day once; whether years of study fill them up is reviewed."""
    known = [row for row in candidate.work if row.work_field in (job.work_field, "") and _still_counts(row.proof, near)]
    sure = months_worked((row for row in known if _is_sure(row, job)), near.today)
    claimed = months_worked(known, near.today)
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
    on_notice = points.on_notice(row, exams)
    if on_notice == "no":
        return None
    found = proven("req_degree_or_ten_years", "GJ-3", row.proof, "next_prove_test", near)
    return found if on_notice == "yes" else for_review(found, "next_exam_review")


def _no_way(candidate: Candidate) -> Requirement:
    """Without any of the ways: a no only when the person has said all; until then it is not known."""
    found = Requirement(code="req_degree_or_ten_years", standing=Standing.UNSAID, source="GJ-2", next_step="next_say_education")
    if not {"education", "experience", "tests"} <= candidate.answered:
        return found
    return replace(found, standing=Standing.FINAL, next_step="next_degree_or_ten_years")


def _language(candidate: Candidate, code: str, source: str, fits: Callable[[Certificate], bool], near: Horizon) -> Requirement:
    proofs = [row.proof for row in candidate.certificates if fits(row)]
    return tested(candidate, code, source, proofs, "next_take_language_test", near)


def _reaches(row: Certificate, wanted: str) -> bool:
    held = japanese_level(test=row.test, level=row.level, score=row.score, passed=row.passed)
    return row.kind == "japanese" and at_least(JLPT, held, wanted)


def _english(row: Certificate, wanted: str) -> bool:
    return row.kind == "english" and row.passed and at_least(CEFR, row.level, wanted)


def _b2(candidate: Candidate, job: Job, near: Horizon) -> list[Requirement]:
    """Japanese at B2 for person-facing duties in categories 3 and 4 (S08); while the employer has not said which, a question."""
    if job.needs_b2_proof is False or near.today < B2_SINCE:
        return []
    found = _language(
        candidate,
        "req_japanese_b2",
        "S08",
        lambda row: row.kind == "japanese" and proves_b2(test=row.test, level=row.level, score=row.score, passed=row.passed),
        near,
    )
    if job.needs_b2_proof is None and found.standing < Standing.UNPROVEN:
        return [replace(found, standing=Standing.UNPROVEN, next_step="next_ask_person_facing")]
    return [found]


def _skills_test(candidate: Candidate, job: Job, near: Horizon) -> Requirement:
    """SSW-3, or SSW-5 for a related traineeship."""
    tests = [row.proof for row in candidate.certificates if row.kind == "skills" and row.passed and row.field_code == job.field_code]
    trained = [row.proof for row in candidate.traineeships if row.field_code == job.field_code]
    return tested(candidate, "req_skills_test", "SSW-3", [*tests, *trained], "next_take_skills_test", near)


def _ssw_japanese(candidate: Candidate, job: Job, rules: Sequence[LanguageRule], near: Horizon) -> Requirement:
    """SSW-4; while the kind of work is not said, the strictest rule of the field must be met, and a lower test is a question."""
    if not rules:
        return Requirement(code="req_ssw_japanese", standing=Standing.UNSAID, source="SSW-4", next_step="next_ask_which_work")
    said = [rule for rule in rules if rule.work in ("", job.ssw_work)]
    enough = [row.proof for row in candidate.certificates if all(_fits(row, rule) for rule in said or rules)]
    if all(rule.jlpt_min == "N4" for rule in said or rules):
        enough += [row.proof for row in candidate.traineeships]  # SSW-5: any occupation
    best = tested(candidate, "req_ssw_japanese", "SSW-4", enough, "next_take_language_test", near)
    lower = [row.proof for row in candidate.certificates if not said and any(_fits(row, rule) for rule in rules)]
    if not lower:
        return best
    question = for_review(tested(candidate, best.code, "SSW-4", lower, "next_take_language_test", near), "next_ask_which_work")
    return best_of([question], or_else=best)


def _fits(row: Certificate, rule: LanguageRule) -> bool:
    return row.kind == "japanese" and proves_ssw_japanese(
        test=row.test, level=row.level, passed=row.passed, jlpt_min=rule.jlpt_min, jft_accepted=rule.jft_accepted
    )


def _extra_test(candidate: Candidate, job: Job, kind: str, near: Horizon) -> Requirement:
    """The nursing care Japanese test (SSW-4), or a related traineeship (SSW-5)."""
    tests = [row.proof for row in candidate.certificates if row.kind == kind and row.passed]
    trained = [row.proof for row in candidate.traineeships if row.field_code == job.field_code]
    return tested(candidate, "req_nursing_japanese", "SSW-4", [*tests, *trained], "next_take_nursing_japanese", near)
