"""A profile and a vacancy as the plain facts that the eligibility rules want."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, TruncMonth

from candidates import eligibility, facts, language, reach, reference
from candidates.exams import notice_name
from candidates.keeping import Kept
from candidates.models import Education, Evidence, Experience, Profile, TestResult
from candidates.states import EvidenceKind, EvidenceState
from jobs.models import FieldOpening, Vacancy
from jobs.whole import hang, unfold, with_lists

DAYS_A_YEAR, WORKDAYS = 365, 240
PAY_BANDS = tuple(million * 1_000_000 for million in (20, 10, 9, 8, 7, 6, 5, 4, 3, 0))  # no rule asks more of the pay
ORDER = {EvidenceState.VERIFIED: 3, EvidenceState.RECEIVED: 2, EvidenceState.EXPIRED: 1, EvidenceState.REJECTED: 0}


def proof_of(rows: Sequence[Evidence]) -> facts.Proof:
    """The best of the documents that support one fact; none of them means that it is only said."""
    if not rows:
        return facts.Proof()
    best = max(rows, key=lambda row: (ORDER[EvidenceState(row.state)], row.pk))
    return facts.Proof(state=best.state, reference=str(best.public_id), expires_on=best.expires_on)


LISTS = ("educations", "experiences", "tests", "evidence")


def read_whole(user: Any) -> Profile | None:
    """The person's profile with all that the rules ask of it, in one query; None without a profile."""
    profile = with_lists(Profile.objects.filter(user=user), *LISTS).first()
    return unfold(profile, *LISTS) if profile else None


def made_whole(profile: Profile) -> Profile:
    """A profile that was read with something else, with all that the rules ask of it; one query."""
    return hang(profile, *LISTS)


def papers_of(profile: Profile) -> list[Evidence]:
    """The documents, the newest of each kind first, each with the entry that it proves; no query where the lists are there."""
    about = {name: {row.pk: row for row in getattr(profile, f"{name}s").all()} for name in ("education", "experience", "test")}
    papers = sorted(profile.evidence.all(), key=lambda paper: (paper.kind, -paper.pk))
    for paper in papers:
        for name, rows in about.items():
            setattr(paper, name, rows.get(getattr(paper, f"{name}_id")))
    return papers


def candidate_facts(profile: Profile, today: date) -> facts.Candidate:
    """What is known of a person, each fact with its proof. 4 queries whatever the length of the profile; none after `read_whole`."""
    papers = list(profile.evidence.all())
    jobs = list(profile.experiences.all())
    return facts.Candidate(
        birth=profile.birth_date,
        birth_proof=proof_of([row for row in papers if row.kind == EvidenceKind.CNIC and row.side != Evidence.Side.BACK]),
        schooling=tuple(schooling_of(row, papers) for row in profile.educations.all()),
        certificates=tuple(certificate_of(row, papers) for row in profile.tests.all()),
        work=tuple(work_of(row, papers) for row in jobs if row.started_on <= today),
        traineeships=tuple(traineeship_of(row, papers) for row in jobs if row.is_intern_training),
        answered=answered(profile.said_complete),
        passport_expires_on=profile.passport_expires_on,
        passport_proof=proof_of([row for row in papers if row.kind == EvidenceKind.PASSPORT]),
        point_items=frozenset(profile.point_items),
    )


def answered(said: Sequence[str]) -> frozenset[str]:
    """The sections said to be complete; "tests" are the languages and the exams together."""
    both = {"tests"} if {"languages", "exams"} <= set(said) else set()
    return frozenset({*said, *both})


def schooling_of(row: Education, papers: Sequence[Evidence]) -> facts.Schooling:
    return facts.Schooling(
        level=row.level,
        study_field=facts.study_field_of(row.subject),
        country=row.country,
        is_awaiting_result=row.result_awaited,
        is_provisional=row.is_provisional,
        proof=proof_of([paper for paper in papers if paper.education_id == row.pk]),
    )


def certificate_of(row: TestResult, papers: Sequence[Evidence]) -> facts.Certificate:
    """A test; the band of IELTS as its level of the common European scale."""
    band = float(row.score or 0)
    is_ielts = row.kind == TestResult.Kind.IELTS
    return facts.certificate_of(
        kind=row.kind,
        level=notice_name(row.level) if row.kind == TestResult.Kind.IT_EXAM else row.level,
        score=None if row.score is None else float(row.score),
        is_passed=row.is_passed,
        field_code=row.field_id or "",
        english_cefr=language.band_cefr(test="IELTS", band=band, rows=reference.levels()) if is_ielts else "",
        country=row.country,
        proof=proof_of([paper for paper in papers if paper.test_id == row.pk]),
    )


def work_of(row: Experience, papers: Sequence[Evidence]) -> facts.Work:
    return facts.Work(
        work_field="it" if row.is_it else (row.field_id or ""),
        started_on=row.started_on,
        ended_on=row.ended_on,
        proof=proof_of([paper for paper in papers if paper.experience_id == row.pk]),
    )


def traineeship_of(row: Experience, papers: Sequence[Evidence]) -> facts.Traineeship:
    """SSW-5: technical intern training (ii) as said of a job; its letter is the proof."""
    return facts.Traineeship(field_code=row.field_id or "", proof=proof_of([paper for paper in papers if paper.experience_id == row.pk]))


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


def yearly_pay(vacancy: Vacancy) -> int | None:
    """Yen a year that are certain: base, fixed overtime and certain bonus; no allowance, as housing and family must not count (S07)."""
    if not vacancy.base_pay:
        return None
    days = DAYS_A_YEAR - vacancy.annual_holidays if vacancy.annual_holidays else WORKDAYS
    units = {"month": 12, "day": days, "hour": vacancy.yearly_hours or 0}[vacancy.pay_unit]
    return vacancy.base_pay * units + 12 * vacancy.fixed_overtime_pay + (vacancy.certain_bonus or 0) if units else None


def job_facts(vacancy: Vacancy, field_state: str) -> facts.Job:
    """What matters of a vacancy; `field_state` is the dated state of its SSW field. What one route alone needs is read for it alone."""
    is_hsp, is_office = "hsp" in vacancy.visa_routes, bool({"hsp", "engineer"} & set(vacancy.visa_routes))
    return facts.Job(
        routes=tuple(vacancy.visa_routes),
        starts_on=vacancy.starts_on,
        work_field="it" if vacancy.field_id is None else vacancy.field_id,
        field_code=vacancy.field_id or "",
        field_state=field_state,
        ssw_work=vacancy.ssw_work,
        is_for_a_fee=True,
        field_allows_fee=vacancy.field.fee_placement_allowed if vacancy.field else True,
        japanese_level=vacancy.japanese_level,
        english_level=vacancy.english_level,
        yearly_pay=yearly_pay(vacancy) if is_hsp else None,
        is_bonus_said=is_hsp and vacancy.certain_bonus is not None,
        needs_b2_proof=is_office and facts.needs_b2_proof(category=vacancy.employer.category, is_person_facing=vacancy.is_person_facing),
        point_items=frozenset(vacancy.employer.point_items) if is_hsp else frozenset(),
    )


def assess(candidate: facts.Candidate, vacancy: Vacancy, today: date) -> tuple[eligibility.RouteVerdict, ...]:
    """The verdicts on one vacancy for a person whose facts are read already."""
    return eligibility.assess(candidate=candidate, job=job_facts(vacancy, field_state_of(vacancy, today)), today=today, law=reference.law())


def verdicts(profile: Profile, vacancy: Vacancy, today: date) -> tuple[eligibility.RouteVerdict, ...]:
    """Per visa route of this vacancy: yes, nearly, no or not known yet, with every requirement explained."""
    return assess(candidate_facts(profile, today), vacancy, today)


def best(profile: Profile, vacancy: Vacancy, today: date) -> eligibility.Verdict:
    """The best verdict over the routes."""
    return eligibility.best_verdict(verdicts(profile, vacancy, today))


def best_of_each(profile: Profile, vacancies: Iterable[Vacancy], today: date) -> list[eligibility.Verdict]:
    """The best verdict on each vacancy; the person is read once, for any number of vacancies."""
    candidate, law = candidate_facts(profile, today), reference.law()
    known: dict[facts.Job, eligibility.Verdict] = {}  # many vacancies ask the same
    found = []
    for vacancy in vacancies:
        job = job_facts(vacancy, field_state_of(vacancy, today))
        if job not in known:
            known[job] = eligibility.best_verdict(eligibility.assess(candidate=candidate, job=job, today=today, law=law))
        found.append(known[job])
    return found


def reach_of(profile: Profile, today: date) -> reach.Reach:
    """How many open jobs fit this person now, by which routes, and which next thing brings more."""
    candidate, kinds, law = candidate_facts(profile, today), job_kinds(today), reference.law()
    return reach.Reach(counted=reach.fits(candidate, kinds, today, law), gains=reach.gains(candidate, kinds, today, law))


GROUPED = (
    "visa_routes", "field_id", "field__fee_placement_allowed", "ssw_work", "japanese_level", "english_level", "month",
    "pay_band", "bonus_said", "b2", "items",
)  # fmt: skip
OFFICE = Q(visa_routes__overlap=["engineer", "hsp"])
HSP = Q(visa_routes__contains=["hsp"])


def read_kinds(today: date) -> tuple[reach.JobKind, ...]:
    """One query: start by month (its first day), pay by the bands of the rules, and what one route alone needs only for that route."""
    newest = FieldOpening.objects.filter(field=OuterRef("field_id"), valid_from__lte=today).order_by("-valid_from")
    rows = (
        Vacancy.objects.open()
        .order_by()
        .annotate(
            month=TruncMonth("starts_on"),
            yearly=_yearly(),
            bonus_said=Case(When(HSP & Q(certain_bonus__isnull=False), then=Value(True)), default=Value(False)),
            b2=Case(
                When(~OFFICE | Q(employer__category__in=[1, 2]) | Q(is_person_facing=False), then=Value(0)),
                When(Q(employer__category__in=[3, 4], is_person_facing=True), then=Value(1)),
                default=Value(2),
            ),
            items=Case(When(HSP, then=F("employer__point_items")), default=None),
        )
        .annotate(pay_band=Case(*(When(HSP & Q(yearly__gte=yen), then=Value(yen)) for yen in PAY_BANDS), default=None))
        .values(*GROUPED)
        .annotate(count=Count("pk"))
        .annotate(field_state=Subquery(newest.values("state")[:1]))
    )
    return tuple(reach.JobKind(job=_kind(row), count=row["count"]) for row in rows)


job_kinds = Kept(read_kinds, most=1)  # of today, read once a minute


def _yearly() -> CombinedExpression:
    """yearly_pay in SQL."""
    days = Case(When(annual_holidays__gt=0, then=DAYS_A_YEAR - F("annual_holidays")), default=Value(WORKDAYS))
    units = Case(
        When(pay_unit="month", then=Value(12)), When(pay_unit="day", then=days), default=F("yearly_hours"), output_field=IntegerField()
    )
    return F("base_pay") * units + 12 * F("fixed_overtime_pay") + Coalesce(F("certain_bonus"), 0)


def _kind(row: dict[str, Any]) -> facts.Job:
    """The facts of one group of vacancies."""
    return facts.Job(
        routes=tuple(row["visa_routes"]),
        starts_on=row["month"],
        work_field=row["field_id"] or "it",
        field_code=row["field_id"] or "",
        field_state=row["field_state"] or "",
        ssw_work=row["ssw_work"],
        is_for_a_fee=True,
        field_allows_fee=row["field__fee_placement_allowed"] is not False,
        japanese_level=row["japanese_level"],
        english_level=row["english_level"],
        yearly_pay=row["pay_band"],
        is_bonus_said=row["bonus_said"],
        needs_b2_proof={0: False, 1: True}.get(row["b2"]),
        point_items=frozenset(row["items"] or ()),
    )
