"""What is within a person's reach among the open jobs, and which single next thing brings most: "one certificate from 14 jobs". Pure.

Jobs come grouped by the facts that matter, so thousands of vacancies are a few hundred questions.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from candidates.eligibility import RouteVerdict, assess, best_verdict
from candidates.facts import Candidate, Certificate, Job, LanguageRule, Law, Proof, Schooling, Work
from candidates.identity import is_adult_on
from candidates.language import JLPT, japanese_level
from candidates.requirements import Standing, Verdict

SEEN = Proof(state="verified")
ALL = frozenset({"education", "experience", "tests"})
AGES = {"17": 17, "18": 24, "30": 32, "35": 37, "40": 45}  # an age inside each band; 17 is the youngest answer
LANGUAGE = {"req_ssw_japanese", "req_japanese_wanted", "req_japanese_b2", "req_hsp_points"}
SKILLS, NURSING = {"req_skills_test"}, {"req_nursing_japanese"}
WAY = {"req_degree_or_ten_years", "req_hsp_points"}
ENGLISH = {"req_english_wanted"}
PROOFS = {
    "next_prove_identity": "prove_identity",
    "next_prove_degree": "prove_degree",
    "next_prove_test": "prove_test",
    "next_prove_experience": "prove_experience",
    "next_final_degree": "prove_degree",
}
SITTINGS = {
    "jlpt": "sitting_jlpt",
    "jft": "sitting_jft",
    "skills": "sitting_skills",
    "all_tests": "sitting_skills",
    "nursing_ja": "sitting_nursing_ja",
    "it_exam": "sitting_it_exam",
    "english": "sitting_english",
}
NEAR_TEN_YEARS = 60  # months of claimed work from which "ten years" is worth naming


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """Open vacancies with the same facts, and how many they are."""

    job: Job
    count: int


@dataclass(frozen=True, kw_only=True)
class QuickFacts:
    """What somebody says before any account: degree code and field of study, years of IT work, passed skills test, JLPT level, age band.

    `age_band` is the youngest age of the band: "17" (under 18), "18", "30", "35" or "40".
    """

    degree: str
    study_field: str = ""
    it_years: int = 0
    field_test: str = ""
    japanese: str = ""
    age_band: str = "18"


@dataclass(frozen=True, kw_only=True)
class RouteCount:
    """The best verdict that a route gives among the open jobs, how many jobs fit by it (yes or nearly), and how many have it."""

    verdict: Verdict
    count: int = 0
    asked: int = 0


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Open jobs by the best verdict of each, and the routes by name."""

    yes: int = 0
    nearly: int = 0
    unknown: int = 0
    no: int = 0
    routes: dict[str, RouteCount] = field(default_factory=dict)

    @property
    def fitting(self) -> int:
        """Jobs that fit now: yes or nearly."""
        return self.yes + self.nearly

    @property
    def total(self) -> int:
        """All open jobs that have a route."""
        return self.yes + self.nearly + self.unknown + self.no


@dataclass(frozen=True, kw_only=True)
class Gain:
    """One next thing and the number of jobs that it brings within reach; `info` names where and when (words sitting_…), "" for a proof.

    code: jlpt, jft, skills, nursing_ja, it_exam, english, ten_years, all_tests (of a field) or prove_identity, prove_degree, prove_test,
    prove_experience. For a proof `jobs_opened` are the jobs that wait for it alone or with others.
    """

    code: str
    jobs_opened: int
    field_code: str = ""
    level: str = ""
    info: str = ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What fits a person now, and what would bring more."""

    counted: Counted
    gains: tuple[Gain, ...]


def candidate_of(quick: QuickFacts, today: date) -> Candidate:
    """A person as the quick answers tell, taken as if all of it were proven: the page must say "if you can prove it"."""
    certificates = []
    if quick.japanese in JLPT:
        certificates.append(Certificate(kind="japanese", test="JLPT", level=quick.japanese, proof=SEEN))
    if quick.field_test:
        certificates.append(Certificate(kind="skills", field_code=quick.field_test, proof=SEEN))
    work = (Work(months=12 * quick.it_years, work_field="it", proof=SEEN),) if quick.it_years > 0 else ()
    return Candidate(
        birth=date(today.year - AGES[quick.age_band], today.month, min(today.day, 28)),
        birth_proof=SEEN,
        schooling=(Schooling(level=quick.degree, study_field=quick.study_field, proof=SEEN),) if quick.degree else (),
        certificates=tuple(certificates),
        work=work,
        answered=ALL,
    )


def fits(candidate: Candidate, kinds: Iterable[JobKind], today: date, law: Law) -> Counted:
    """How many open jobs stand at yes, nearly, not known and no for this person, and per route the best verdict and count."""
    counts = dict.fromkeys(Verdict, 0)
    routes: dict[str, RouteCount] = {}
    for kind in alike(candidate, kinds):
        verdicts = assess(candidate=candidate, job=kind.job, today=today, law=law)
        if verdicts:
            counts[best_verdict(verdicts)] += kind.count
        for answer in verdicts:
            routes[answer.route] = _with(routes.get(answer.route), answer.verdict, kind.count)
    return Counted(
        yes=counts[Verdict.YES], nearly=counts[Verdict.NEARLY], unknown=counts[Verdict.UNKNOWN], no=counts[Verdict.NO], routes=routes
    )


def _with(known: RouteCount | None, verdict: Verdict, count: int) -> RouteCount:
    known = known or RouteCount(verdict=Verdict.NO)
    best = max(known.verdict, verdict, key=list(Verdict).index)
    fitting = count if verdict in (Verdict.YES, Verdict.NEARLY) else 0
    return RouteCount(verdict=best, count=known.count + fitting, asked=known.asked + count)


def alike(candidate: Candidate, kinds: Iterable[JobKind]) -> tuple[JobKind, ...]:
    """The kinds, put together where the day of the start makes no difference to this person (adult, and nothing of theirs ends)."""
    kinds = tuple(kinds)
    starts = [kind.job.starts_on for kind in kinds if kind.job.starts_on]
    if not starts or not _is_timeless(candidate, min(starts)):
        return kinds
    together: dict[Job, int] = {}
    for kind in kinds:
        job = replace(kind.job, starts_on=min(starts)) if kind.job.starts_on else kind.job
        together[job] = together.get(job, 0) + kind.count
    return tuple(JobKind(job=job, count=count) for job, count in together.items())


def _is_timeless(candidate: Candidate, first: date) -> bool:
    rows: tuple[Schooling | Certificate, ...] = (*candidate.schooling, *candidate.certificates)
    lasting = candidate.passport_expires_on is None and not any(row.proof.expires_on for row in rows)
    return lasting and candidate.birth is not None and is_adult_on(candidate.birth, first)


def gains(candidate: Candidate, kinds: Iterable[JobKind], today: date, law: Law) -> tuple[Gain, ...]:
    """Every single next thing that brings more jobs within reach, the most jobs for the shortest way first.

    A job is within reach when nothing of the person's own is missing any more: only proof or an officer's look may be open. What an
    employer wishes in English does not hide what a Japanese or skills test brings.
    """
    opened: dict[tuple[str, str, str], int] = {}
    for kind in alike(candidate, kinds):
        for thing in _things(candidate, kind.job, today, law):
            opened[thing] = opened.get(thing, 0) + kind.count
    held = _held(candidate)
    found = [
        Gain(code=code, field_code=place, level=level, jobs_opened=count, info=SITTINGS.get(code, ""))
        for (code, place, level), count in opened.items()
        if count
    ]
    return tuple(sorted(_useful(found), key=lambda gain: (-gain.jobs_opened / _way(gain, held), -gain.jobs_opened, gain.code, gain.level)))


def _held(candidate: Candidate) -> int:
    """The JLPT level that the person has, as steps from nothing."""
    levels = [
        japanese_level(test=row.test, level=row.level, score=row.score, passed=row.passed)
        for row in candidate.certificates
        if row.kind == "japanese" and row.proof.state != "rejected"
    ]
    return max((JLPT.index(level) + 1 for level in levels if level), default=0)


def _way(gain: Gain, held: int) -> float:
    """How far it is, in steps of one JLPT level; a proof is nearer than a test, ten years are far."""
    if gain.code == "jlpt":
        return max(1, JLPT.index(gain.level) + 1 - held)
    far = {"jft": max(1, 1.9 - held), "all_tests": 3, "ten_years": 6, "it_exam": 4, "nursing_ja": 1, "skills": 1, "english": 1}
    return far.get(gain.code, 0.5)


def _useful(found: Sequence[Gain]) -> list[Gain]:
    """Without the JLPT levels that bring no more than an easier one."""
    levels = {gain.level: gain.jobs_opened for gain in found if gain.code == "jlpt"}
    easier = {level: max((levels.get(other, 0) for other in JLPT[: JLPT.index(level)]), default=0) for level in levels}
    return [gain for gain in found if gain.code != "jlpt" or gain.jobs_opened > easier[gain.level]]


def _things(candidate: Candidate, job: Job, today: date, law: Law) -> set[tuple[str, str, str]]:
    """The single things of which each brings this job within reach; for one that is there already, the proofs that it waits for."""

    def ask(person: Candidate) -> tuple[RouteVerdict, ...]:
        return assess(candidate=person, job=job, today=today, law=law)

    now = ask(candidate)
    if any(not _lacking(answer) for answer in now):
        return _proofs(now)
    if any(_lacking(answer) == ENGLISH for answer in now):
        return {("english", "", job.english_level)}
    found: set[tuple[str, str, str]] = set()
    for answer in now:
        found |= _by_tests(candidate, job, _lacking(answer) - ENGLISH, ask, law, today)
    return found


def _lacking(answer: RouteVerdict) -> set[str]:
    return {need.code for need in answer.requirements if need.standing < Standing.UNPROVEN}


def _opens(verdicts: Iterable[RouteVerdict]) -> bool:
    return any(not _lacking(answer) - ENGLISH for answer in verdicts)


def _proofs(now: Iterable[RouteVerdict]) -> set[tuple[str, str, str]]:
    steps = {need.next_step for answer in now if not _lacking(answer) for need in answer.requirements}
    return {(PROOFS[step], "", "") for step in steps if step in PROOFS}


Ask = Callable[[Candidate], tuple[RouteVerdict, ...]]


def _by_tests(candidate: Candidate, job: Job, lacking: set[str], ask: Ask, law: Law, today: date) -> set[tuple[str, str, str]]:
    """What fills this gap alone; where a field asks for several tests, all of them together."""
    found: set[tuple[str, str, str]] = set()
    if not lacking:
        return found
    if lacking <= LANGUAGE:
        found |= _by_japanese(candidate, ask)
    if lacking <= SKILLS:
        found |= {("skills", job.field_code, "")}
    if lacking <= NURSING:
        found |= {("nursing_ja", job.field_code, "")}
    if lacking <= WAY and job.work_field == "it":
        found |= _by_record(candidate, ask)
    if not found and SKILLS <= lacking <= LANGUAGE | SKILLS | NURSING:
        rules = law.language_rules
        level = _asked_level(job, rules, today)
        if _opens(ask(_and(candidate, *_tests_of(job, level, rules)))):
            found |= {("all_tests", job.field_code, level)}
    return found


def _and(candidate: Candidate, *rows: Certificate) -> Candidate:
    return replace(candidate, certificates=(*candidate.certificates, *rows))


def _by_japanese(candidate: Candidate, ask: Ask) -> set[tuple[str, str, str]]:
    """The JLPT levels from the easiest that is enough (each higher one is enough too), and JFT-Basic."""
    found: set[tuple[str, str, str]] = set()
    for place, level in enumerate(JLPT):
        if _opens(ask(_and(candidate, Certificate(kind="japanese", test="JLPT", level=level, proof=SEEN)))):
            found |= {("jlpt", "", higher) for higher in JLPT[place:]}
            break
    if ("jlpt", "", "N4") in found and _opens(ask(_and(candidate, Certificate(kind="japanese", test="JFT-Basic", proof=SEEN)))):
        found.add(("jft", "", ""))
    return found


def _by_record(candidate: Candidate, ask: Ask) -> set[tuple[str, str, str]]:
    """A listed IT exam, or ten years of work for somebody who has half of them."""
    found: set[tuple[str, str, str]] = set()
    exam = Certificate(kind="it_exam", test="fundamental_it_engineer", country="JP", proof=SEEN)
    if _opens(ask(_and(candidate, exam))):
        found.add(("it_exam", "", ""))
    years = Work(months=120, work_field="it", proof=SEEN)
    is_near = sum(row.months for row in candidate.work) >= NEAR_TEN_YEARS or any(row.started_on for row in candidate.work)
    if is_near and _opens(ask(replace(candidate, work=(*candidate.work, years)))):
        found.add(("ten_years", "", ""))
    return found


def _asked_level(job: Job, rules: Sequence[LanguageRule], today: date) -> str:
    """The JLPT level that brings both the law's and the employer's wish; N4 is the least."""
    own = [rule for rule in rules if rule.field_code == job.field_code and rule.holds_on(today)]
    asked = [rule.jlpt_min for rule in own if not job.ssw_work or rule.work in ("", job.ssw_work)]
    return max(["N4", *asked, *filter(None, [job.japanese_level])], key=JLPT.index)


def _tests_of(job: Job, level: str, rules: Sequence[LanguageRule]) -> list[Certificate]:
    extras = {rule.extra_test for rule in rules if rule.field_code == job.field_code and rule.extra_test}
    return [
        Certificate(kind="skills", field_code=job.field_code, proof=SEEN),
        Certificate(kind="japanese", test="JLPT", level=level, proof=SEEN),
        *(Certificate(kind=extra, proof=SEEN) for extra in extras),
    ]
