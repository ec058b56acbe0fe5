# ruff: noqa: E501 - tables read better in one line each
"""What is within reach among the open jobs, which next thing brings more, and the grouping of vacancies behind both."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates import reach, standing
from candidates.facts import Certificate, Job, Proof
from candidates.identity import age_on
from candidates.reach import AGES, JobKind, QuickFacts, candidate_of
from candidates.reference import law, sittings
from candidates.requirements import Verdict
from candidates.words import WORDS
from tests.candidates.factories import EducationFactory, EvidenceFactory, ProfileFactory, TestResultFactory
from tests.jobs.factories import EmployerFactory, VacancyFactory, japan_today, ssw_field

TODAY = date(2026, 11, 23)
START = date(2027, 4, 1)
IT = JobKind(job=Job(routes=("engineer",), starts_on=START, work_field="it"), count=10)
IT_N3 = JobKind(job=replace(IT.job, japanese_level="N3"), count=4)
IT_ENGLISH = JobKind(job=replace(IT.job, english_level="B2"), count=3)
FARM = JobKind(job=Job(routes=("ssw1",), starts_on=START, work_field="agriculture", field_code="agriculture", field_state="open"), count=14)
CARE = JobKind(job=replace(FARM.job, field_code="nursing_care", work_field="nursing_care"), count=7)
TAXI = JobKind(job=replace(FARM.job, field_code="auto_transport", work_field="auto_transport", ssw_work="taxi"), count=5)
SHUT = JobKind(job=replace(FARM.job, field_code="food_service", work_field="food_service", field_state="suspended"), count=9)
EVERY = (IT, IT_N3, IT_ENGLISH, FARM, CARE, TAXI, SHUT)
MATRIC = QuickFacts(degree="SSC")
GRADUATE = QuickFacts(degree="BS", study_field="it", age_band="18")


def gained(quick, *kinds):
    """Code, field, level and jobs of every gain, the best first."""
    found = reach.gains(candidate_of(quick, TODAY), kinds, TODAY, law())
    return [(gain.code, gain.field_code, gain.level, gain.jobs_opened) for gain in found]


def fitting(quick, *kinds):
    return reach.fits(candidate_of(quick, TODAY), kinds, TODAY, law())


@pytest.fixture(autouse=True)
def _asks_each_time(monkeypatch):
    monkeypatch.setattr(standing.job_kinds, "seconds", 0)


def test_a_graduate_fits_the_jobs_that_ask_no_more():
    found = fitting(GRADUATE, *EVERY)
    assert (found.yes, found.nearly, found.unknown, found.no) == (10, 33, 0, 9)
    assert (found.fitting, found.total) == (43, 52)
    assert {name: (row.verdict, row.count, row.asked) for name, row in found.routes.items()} == {
        "engineer": (Verdict.YES, 17, 17),
        "ssw1": (Verdict.NEARLY, 26, 35),
    }


def test_without_a_degree_the_office_jobs_are_shut():
    assert fitting(MATRIC, IT).no == 10
    assert fitting(replace(MATRIC, it_years=10), IT).yes == 10


@pytest.mark.parametrize(("band", "yes"), [("17", 0), ("18", 14), ("40", 14)])
def test_under_eighteen_at_the_start_is_a_no(band, yes):
    assert fitting(replace(MATRIC, japanese="N4", field_test="agriculture", age_band=band), FARM).yes == yes


@pytest.mark.parametrize("band", AGES)
@given(today=st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_the_age_lies_in_its_band_on_any_day(band, today):
    least, most = {"17": (16, 17), "18": (18, 29), "30": (30, 34), "35": (35, 39), "40": (40, 99)}[band]
    age = age_on(candidate_of(replace(MATRIC, age_band=band), today).birth, today)
    assert least <= age <= most


@pytest.mark.parametrize(
    ("quick", "kinds", "gains"),
    [
        (replace(MATRIC, field_test="agriculture"), [FARM], [("jft", "", "", 14), ("jlpt", "", "N4", 14)]),
        (replace(MATRIC, japanese="N4"), [FARM, CARE], [("skills", "agriculture", "", 14), ("all_tests", "nursing_care", "N4", 7)]),
        (replace(MATRIC, japanese="N4", field_test="nursing_care"), [CARE], [("nursing_ja", "nursing_care", "", 7)]),
        (MATRIC, [FARM, TAXI], [("all_tests", "agriculture", "N4", 14), ("all_tests", "auto_transport", "N3", 5)]),
        (replace(MATRIC, japanese="N4", field_test="auto_transport"), [TAXI], [("jlpt", "", "N3", 5)]),
        (GRADUATE, [IT, IT_N3], [("jlpt", "", "N3", 4)]),
        (GRADUATE, [IT, IT_ENGLISH], [("english", "", "B2", 3)]),
        (MATRIC, [IT], [("it_exam", "", "", 10)]),
        (replace(MATRIC, it_years=5), [IT], [("it_exam", "", "", 10), ("ten_years", "", "", 10)]),
        (GRADUATE, [IT], []),
        (MATRIC, [SHUT], []),
        (replace(MATRIC, age_band="17", field_test="agriculture"), [FARM], []),
    ],
)  # fmt: skip
def test_one_certificate_from_so_many_jobs(quick, kinds, gains):
    assert gained(quick, *kinds) == gains


def test_a_higher_level_is_named_only_where_it_brings_more():
    n1 = JobKind(job=replace(IT.job, japanese_level="N1"), count=50)
    assert gained(GRADUATE, IT_N3, n1) == [("jlpt", "", "N1", 54), ("jlpt", "", "N3", 4)]


def test_a_wish_for_english_does_not_hide_what_japanese_brings():
    both = JobKind(job=replace(IT_N3.job, english_level="B1"), count=6)
    assert gained(GRADUATE, both) == [("jlpt", "", "N3", 6)]


def test_an_unproven_degree_is_the_next_thing():
    said = candidate_of(GRADUATE, TODAY)
    said = replace(said, schooling=(replace(said.schooling[0], proof=Proof()),))
    assert [(gain.code, gain.jobs_opened, gain.info) for gain in reach.gains(said, [IT], TODAY, law())] == [("prove_degree", 10, "")]


quicks = st.builds(
    QuickFacts, degree=st.sampled_from(["SSC", "DAE", "BS", "MS"]), study_field=st.sampled_from(["it", ""]), it_years=st.integers(0, 12),
    field_test=st.sampled_from(["", "agriculture", "auto_transport", "nursing_care"]), japanese=st.sampled_from(["", "N5", "N4", "N2"]), age_band=st.sampled_from(list(AGES)),
)  # fmt: skip


@given(quicks, st.sampled_from(EVERY))
def test_what_a_gain_promises_comes_true(quick, kind):
    """Whoever takes the test is told afterwards that nothing of the own is missing any more."""
    person = candidate_of(quick, TODAY)
    for gain in reach.gains(person, [kind], TODAY, law()):
        assert gain.jobs_opened == kind.count
        if gain.code in ("jlpt", "jft", "skills", "nursing_ja"):
            taken = Certificate(
                kind={"skills": "skills", "nursing_ja": "nursing_japanese"}.get(gain.code, "japanese"),
                test="JLPT" if gain.code == "jlpt" else "JFT-Basic",
                level=gain.level,
                field_code=gain.field_code,
                proof=reach.SEEN,
            )
            after = reach.fits(replace(person, certificates=(*person.certificates, taken)), [kind], TODAY, law())
            assert after.fitting == kind.count


@given(quicks)
def test_putting_kinds_together_changes_no_count(quick):
    later = tuple(replace(kind, job=replace(kind.job, starts_on=START + timedelta(days=90))) for kind in EVERY)
    person = candidate_of(quick, TODAY)
    apart = [reach.fits(person, [kind], TODAY, law()) for kind in (*EVERY, *later)]
    whole = reach.fits(person, (*EVERY, *later), TODAY, law())
    assert (whole.yes, whole.no, whole.total) == tuple(sum(getattr(found, name) for found in apart) for name in ("yes", "no", "total"))


def test_every_test_says_where_and_when_without_inventing_a_day():
    assert set(sittings()) == set(reach.SITTINGS.values())
    for code, row in sittings().items():
        assert code in WORDS
        assert not any(character.isdigit() for character in str(WORDS[code]).replace("2025", ""))
        assert row.checked_on == date(2026, 11, 23)


@pytest.fixture
def openings(db):
    company = EmployerFactory(category=3)
    ssw_field("agriculture")
    common = {"employer": company, "state": "published", "japanese_level": "", "english_level": ""}
    VacancyFactory.create_batch(
        3, **common, visa_routes=["engineer", "hsp"], is_person_facing=False, base_pay=350_000, certain_bonus=700_000
    )
    VacancyFactory.create_batch(2, **common, visa_routes=["ssw1"], field_id="agriculture")
    VacancyFactory(employer=company, state="draft")
    VacancyFactory(**common | {"state": "published"}, closes_on=japan_today() - timedelta(days=1))


def test_open_vacancies_become_kinds_in_one_query(openings, django_assert_num_queries):
    with django_assert_num_queries(1):
        kinds = standing.job_kinds(japan_today())
    assert sorted((kind.count, kind.job.routes) for kind in kinds) == [(2, ("ssw1",)), (3, ("engineer", "hsp"))]
    farm, office = sorted((kind.job for kind in kinds), key=lambda job: job.work_field)
    assert (farm.field_state, farm.field_code, farm.yearly_pay) == ("open", "agriculture", None)
    assert (office.yearly_pay, office.is_bonus_said, office.needs_b2_proof) == (4_000_000, True, False)


@pytest.mark.parametrize(
    ("fields", "pay"),
    [
        ({"base_pay": 250_000}, 3_000_000), ({"base_pay": 249_999}, 0), ({"base_pay": 300_000, "fixed_overtime_pay": 40_000}, 4_000_000),
        ({"base_pay": 20_000, "pay_unit": "day", "annual_holidays": 115}, 5_000_000), ({"base_pay": 2_100, "pay_unit": "hour"}, 4_000_000), ({"base_pay": None}, None),
        ({"base_pay": 240_000, "counted_allowances": 50_000, "excluded_allowances": 50_000}, 0), ({"base_pay": 2_000, "pay_unit": "hour", "yearly_hours": None}, None),
    ],
)  # fmt: skip
def test_pay_of_a_kind_is_the_pay_of_the_vacancy_cut_to_its_band(db, fields, pay):
    vacancy = VacancyFactory(state="published", visa_routes=["hsp"], certain_bonus=None, **fields)
    (kind,) = standing.read_kinds(japan_today())
    exact = standing.job_facts(vacancy, "").yearly_pay
    assert kind.job.yearly_pay == pay == (None if exact is None else max(band for band in standing.PAY_BANDS if band <= exact))


@pytest.mark.parametrize("facing", [True, False, None])
@pytest.mark.parametrize("category", [1, 3, None])
@pytest.mark.parametrize("route", ["engineer", "hsp", "ssw1"])
def test_a_kind_and_its_vacancy_are_the_same_facts(db, route, category, facing):
    ssw_field("agriculture", state="suspended", fee=False)
    vacancy = VacancyFactory(
        employer=EmployerFactory(category=category, point_items=["GROWTH"]), state="published", visa_routes=[route], field_id="agriculture" if route == "ssw1" else None,
        is_person_facing=facing, starts_on=date(2027, 4, 1), base_pay=250_000,
    )  # fmt: skip
    (kind,) = standing.read_kinds(japan_today())
    assert kind.job == standing.job_facts(vacancy, standing.field_state_of(vacancy, japan_today()))


def test_kinds_are_kept_for_a_minute_and_can_be_forgotten(openings, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(standing.job_kinds, "seconds", 60)
    standing.job_kinds.forget()
    first = standing.job_kinds(japan_today())
    with django_assert_num_queries(0):
        assert standing.job_kinds(japan_today()) == first
    standing.job_kinds.forget()
    with django_assert_num_queries(1):
        standing.job_kinds(japan_today())
    standing.job_kinds.forget()


def test_the_path_of_a_stored_profile(openings, django_assert_num_queries):
    profile = ProfileFactory(said_complete=["education", "experience", "tests"])
    EducationFactory(profile=profile)
    TestResultFactory(profile=profile, kind="ssw", level="", field_id="agriculture")
    EvidenceFactory(profile=profile, state="verified", side="front")
    with django_assert_num_queries(5):
        found = standing.reach_of(profile, japan_today())
    assert (found.counted.nearly, found.counted.yes) == (5, 0)
    assert [(gain.code, gain.jobs_opened) for gain in found.gains] == [("prove_degree", 3), ("jft", 2), ("jlpt", 2)]
