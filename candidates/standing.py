"""A profile and a vacancy as the plain facts that the eligibility rules want."""

from collections.abc import Sequence
from datetime import date

from candidates import eligibility, facts, language, reference
from candidates.models import Evidence, Profile
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
    schools, works, tests = list(profile.educations.all()), list(profile.experiences.all()), list(profile.tests.select_related("field"))
    return facts.Candidate(
        birth=profile.birth_date,
        birth_proof=proof_of([row for row in papers if row.kind == EvidenceKind.CNIC]),
        schooling=tuple(
            facts.Schooling(
                level=row.level,
                study_field=facts.study_field_of(row.subject),
                is_awaiting_result=row.result_awaited,
                proof=proof_of([paper for paper in papers if paper.education_id == row.pk]),
            )
            for row in schools
        ),
        certificates=tuple(
            facts.certificate_of(
                kind=row.kind,
                level=row.level,
                score=None if row.score is None else float(row.score),
                is_passed=row.is_passed,
                field_code=row.field_id or "",
                english_cefr=language.band_cefr(test="IELTS", band=float(row.score or 0), rows=reference.levels()) if row.kind == "ielts" else "",
                proof=proof_of([paper for paper in papers if paper.test_id == row.pk]),
            )
            for row in tests
        ),
        work=tuple(
            facts.Work(
                months=months_between(row.started_on, row.ended_on or today),
                work_field="it" if row.is_it else (row.field_id or ""),
                proof=proof_of([paper for paper in papers if paper.experience_id == row.pk]),
            )
            for row in works
        ),
        answered=frozenset(profile.said_complete),
    )


def job_facts(vacancy: Vacancy, openings: Sequence[FieldOpening]) -> facts.Job:
    """What matters of a vacancy; `openings` are the dated rows of its field, newest last."""
    yearly = (vacancy.base_pay or 0) * {"month": 12, "day": 240, "hour": vacancy.yearly_hours or 0}[vacancy.pay_unit]
    return facts.Job(
        routes=tuple(vacancy.visa_routes),
        starts_on=vacancy.starts_on,
        work_field="it" if vacancy.field_id is None else vacancy.field_id,
        field_code=vacancy.field_id or "",
        field_state=openings[-1].state if openings else "",
        is_for_a_fee=True,
        field_allows_fee=vacancy.field.fee_placement_allowed if vacancy.field else True,
        japanese_level=vacancy.japanese_level,
        english_level=vacancy.english_level,
        yearly_pay=yearly or None,
        needs_b2_proof=False,
    )


def verdicts(profile: Profile, vacancy: Vacancy, today: date) -> tuple[eligibility.RouteVerdict, ...]:
    """Per visa route of this vacancy: yes, nearly, no or not known yet, with every requirement explained."""
    openings = list(FieldOpening.objects.filter(field=vacancy.field_id, valid_from__lte=today).order_by("valid_from")) if vacancy.field_id else []
    return eligibility.assess(
        candidate=candidate_facts(profile, today),
        job=job_facts(vacancy, openings),
        today=today,
        language_rules=reference.language_rules(),
        notice_exams=reference.notice_exams(),
    )


def best(profile: Profile, vacancy: Vacancy, today: date) -> eligibility.Verdict:
    """The best verdict over the routes."""
    return eligibility.best_verdict(verdicts(profile, vacancy, today))
