"""A profile and a vacancy as the plain facts that the eligibility rules want."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from candidates import eligibility, facts, language, reference
from candidates.models import Education, Evidence, Experience, Profile, TestResult
from candidates.states import EvidenceKind, EvidenceState
from jobs.models import FieldOpening, Vacancy

MONTH = 30.4375
ORDER = {EvidenceState.VERIFIED: 3, EvidenceState.RECEIVED: 2, EvidenceState.EXPIRED: 1, EvidenceState.REJECTED: 0}


def proof_of(rows: Sequence[Evidence]) -> facts.Proof:
    """The best of the documents that support one fact; none of them means that it is only said."""
    if not rows:
        return facts.Proof()
    best = max(rows, key=lambda row: (ORDER[EvidenceState(row.state)], row.pk))
    return facts.Proof(state=best.state, reference=str(best.public_id), expires_on=best.expires_on)


def months_between(start: date, end: date) -> int:
    """Full months from day to day."""
    return max(0, int((end - start).days / MONTH))


def candidate_facts(profile: Profile, today: date) -> facts.Candidate:
    """What is known of a person today, each fact with its proof. 4 queries whatever the length of the profile."""
    papers = list(profile.evidence.all())
    return facts.Candidate(
        birth=profile.birth_date,
        birth_proof=proof_of([row for row in papers if row.kind == EvidenceKind.CNIC]),
        schooling=tuple(schooling_of(row, papers) for row in profile.educations.all()),
        certificates=tuple(certificate_of(row, papers) for row in profile.tests.all()),
        work=tuple(work_of(row, papers, today) for row in profile.experiences.all()),
        answered=frozenset(profile.said_complete),
    )


def schooling_of(row: Education, papers: Sequence[Evidence]) -> facts.Schooling:
    return facts.Schooling(
        level=row.level,
        study_field=facts.study_field_of(row.subject),
        is_awaiting_result=row.result_awaited,
        proof=proof_of([paper for paper in papers if paper.education_id == row.pk]),
    )


def certificate_of(row: TestResult, papers: Sequence[Evidence]) -> facts.Certificate:
    """A test; the band of IELTS as its level of the common European scale."""
    band = float(row.score or 0)
    is_ielts = row.kind == TestResult.Kind.IELTS
    return facts.certificate_of(
        kind=row.kind,
        level=row.level,
        score=None if row.score is None else float(row.score),
        is_passed=row.is_passed,
        field_code=row.field_id or "",
        english_cefr=language.band_cefr(test="IELTS", band=band, rows=reference.levels()) if is_ielts else "",
        proof=proof_of([paper for paper in papers if paper.test_id == row.pk]),
    )


def work_of(row: Experience, papers: Sequence[Evidence], today: date) -> facts.Work:
    return facts.Work(
        months=months_between(row.started_on, row.ended_on or today),
        work_field="it" if row.is_it else (row.field_id or ""),
        proof=proof_of([paper for paper in papers if paper.experience_id == row.pk]),
    )


def with_field_state(rows: QuerySet[Vacancy], today: date) -> QuerySet[Vacancy]:
    """Each vacancy with the dated state of its SSW field as `field_state`, in the same query."""
    newest = FieldOpening.objects.filter(field=OuterRef("field"), valid_from__lte=today).order_by("-valid_from")
    return rows.annotate(field_state=Subquery(newest.values("state")[:1]))


def field_state_of(vacancy: Vacancy, today: date) -> str:
    """The state of the vacancy's field: as read with it, else asked now."""
    if vacancy.field_id is None:
        return ""
    if not hasattr(vacancy, "field_state"):
        row = FieldOpening.objects.filter(field=vacancy.field_id, valid_from__lte=today).order_by("valid_from").last()
        return row.state if row else ""
    return vacancy.field_state or ""


def job_facts(vacancy: Vacancy, field_state: str) -> facts.Job:
    """What matters of a vacancy; `field_state` is the dated state of its SSW field."""
    yearly = (vacancy.base_pay or 0) * {"month": 12, "day": 240, "hour": vacancy.yearly_hours or 0}[vacancy.pay_unit]
    return facts.Job(
        routes=tuple(vacancy.visa_routes),
        starts_on=vacancy.starts_on,
        work_field="it" if vacancy.field_id is None else vacancy.field_id,
        field_code=vacancy.field_id or "",
        field_state=field_state,
        is_for_a_fee=True,
        field_allows_fee=vacancy.field.fee_placement_allowed if vacancy.field else True,
        japanese_level=vacancy.japanese_level,
        english_level=vacancy.english_level,
        yearly_pay=yearly or None,
        needs_b2_proof=False,
    )


def assess(candidate: facts.Candidate, vacancy: Vacancy, today: date) -> tuple[eligibility.RouteVerdict, ...]:
    """The verdicts on one vacancy for a person whose facts are read already."""
    return eligibility.assess(
        candidate=candidate,
        job=job_facts(vacancy, field_state_of(vacancy, today)),
        today=today,
        language_rules=reference.language_rules(),
        notice_exams=reference.notice_exams(),
    )


def verdicts(profile: Profile, vacancy: Vacancy, today: date) -> tuple[eligibility.RouteVerdict, ...]:
    """Per visa route of this vacancy: yes, nearly, no or not known yet, with every requirement explained."""
    return assess(candidate_facts(profile, today), vacancy, today)


def best(profile: Profile, vacancy: Vacancy, today: date) -> eligibility.Verdict:
    """The best verdict over the routes."""
    return eligibility.best_verdict(verdicts(profile, vacancy, today))


def best_of_each(profile: Profile, vacancies: Iterable[Vacancy], today: date) -> list[eligibility.Verdict]:
    """The best verdict on each vacancy; the person is read once (4 queries for any number of vacancies)."""
    candidate = candidate_facts(profile, today)
    return [eligibility.best_verdict(assess(candidate, vacancy, today)) for vacancy in vacancies]
