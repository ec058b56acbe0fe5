# ruff: noqa: E501 - tables read better in one line each
"""The points table of Highly Skilled Professional (i)(b): its vectors, its rules for what goes together, and proof beside claim."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates import points
from candidates.facts import Candidate, Certificate, Job, Proof, Schooling, Work
from candidates.points import Count, Held, selected, total, with_tests
from candidates.reference import notice_exams, point_items
from candidates.words import POINT_WORDS, WORDS

TODAY = date(2026, 11, 23)
SEEN, SAID, REFUSED = Proof(state="verified", reference="paper"), Proof(), Proof(state="rejected")
ALL = frozenset({"education", "experience", "tests"})
ITEMS = point_items()
N1, N2 = (Certificate(kind="japanese", test="JLPT", level=level, proof=SEEN) for level in ("N1", "N2"))
FE = Certificate(kind="it_exam", test="fundamental_it_engineer", country="JP", proof=SEEN)
AP = replace(FE, test="applied_it_engineer")


def born(age):
    """A birthday today, `age` years ago."""
    return date(TODAY.year - age, TODAY.month, TODAY.day)


def degree(level, proof=SEEN, **fields):
    return Schooling(level=level, study_field="it", proof=proof, **fields)


def person(age=30, *degrees, years=0, held=(), **fields):
    work = (Work(months=12 * years, work_field="it", proof=SEEN),) if years else ()
    known = {"birth": born(age), "birth_proof": SEEN, "answered": ALL}
    return Candidate(schooling=degrees, work=work, certificates=tuple(held), **known | fields)


def job(pay, **fields):
    return Job(routes=("hsp",), starts_on=date(2027, 4, 1), work_field="it", yearly_pay=pay, is_bonus_said=True, **fields)


def count(candidate, work, today=TODAY):
    return points.tally(candidate=candidate, job=work, today=today, items=ITEMS, notice_exams=notice_exams())


def counted(candidate, work, state=Count.PROVEN):
    return {line.item.code for line in count(candidate, work).lines if line.count == state}


@pytest.mark.parametrize(
    ("who", "pay", "points_"),
    [
        (person(29, degree("BS"), years=5, held=[N2]), 5_000_000, 60),
        (person(29, degree("BS"), years=5, held=[N1, FE]), 5_000_000, 70),
        (person(34, degree("MS"), years=7, held=[N2]), 6_000_000, 75),
        (person(40, degree("PHD"), years=10), 10_000_000, 90),
        (person(35, degree("BS"), years=10), 5_500_000, 35),
        (person(40, degree("BS"), years=10), 7_900_000, 30),
        (person(28, degree("PHD"), degree("BS", country="JP"), years=10, held=[N1]), 2_990_000, 90),
    ],
)
def test_vectors_of_the_source(who, pay, points_):
    assert count(who, job(pay)).proven == points_


@pytest.mark.parametrize(("held", "points_"), [({"JP_DEGREE", "JA_N2"}, 10), ({"JP_DEGREE", "JA_N1"}, 25), ({"JA_N1", "JA_N2"}, 15)])
def test_a_japanese_degree_goes_with_n1_and_not_with_n2(held, points_):
    assert total(held, ITEMS) == points_


PAY = {
    10_000_000: (40, 40, 40, 40), 9_000_000: (35, 35, 35, 35), 8_000_000: (30, 30, 30, 30), 7_000_000: (25, 25, 25, 0),
    6_000_000: (20, 20, 20, 0), 5_000_000: (15, 15, 0, 0), 4_000_000: (10, 0, 0, 0), 3_999_999: (0, 0, 0, 0),
}  # fmt: skip


@pytest.mark.parametrize("pay", PAY)
@pytest.mark.parametrize(("place", "ages"), list(enumerate([(18, 29), (30, 34), (35, 39), (40, 60)])))
def test_points_for_pay_depend_on_age(pay, place, ages):
    for age in ages:
        found = count(person(age), job(pay))
        assert (
            sum(line.item.points for line in found.lines if line.count == Count.PROVEN and line.item.group == "salary") == PAY[pay][place]
        )


@pytest.mark.parametrize(
    ("day", "points_"), [(date(2026, 11, 22), 15), (date(2026, 11, 23), 10), (date(2031, 11, 23), 5), (date(2036, 11, 23), 0)]
)
def test_the_birthday_changes_the_points(day, points_):
    assert count(person(30), job(3_000_000), today=day).proven == points_


@pytest.mark.parametrize(("years", "points_"), [(2, 0), (3, 5), (4, 5), (5, 10), (6, 10), (7, 15), (9, 15), (10, 20), (25, 20)])
def test_points_for_years_of_related_work(years, points_):
    assert count(person(40, years=years), job(3_000_000)).proven == points_


def test_jobs_at_the_same_time_count_once_and_other_work_not():
    both = tuple(Work(work_field="it", started_on=date(2021, 1, 1), ended_on=date(2023, 12, 31), proof=SEEN) for _ in range(2))
    other = Work(work_field="agriculture", months=120, proof=SEEN)
    assert counted(replace(person(40), work=(*both, other)), job(3_000_000)) == {"EXP_3"}


@pytest.mark.parametrize(
    ("row", "proven", "claimed"),
    [
        (degree("PHD"), 30, 30), (degree("MBA"), 25, 25), (degree("MS"), 20, 20), (degree("MA"), 10, 20), (degree("BS"), 10, 10),
        (degree("ADP"), 0, 10), (degree("DAE"), 0, 0), (degree("MS", SAID), 0, 20), (degree("MS", REFUSED), 0, 0),
        (degree("MS", is_provisional=True), 0, 20), (degree("MS", is_awaiting_result=True), 0, 0), (degree("BS", country="JP"), 20, 20),
        (replace(degree("BS"), study_field="japanese"), 10, 25),
    ],
)  # fmt: skip
def test_what_a_degree_gives_with_proof_and_by_claim(row, proven, claimed):
    found = count(person(40, row), job(3_000_000))
    assert (found.proven, found.claimed) == (proven, claimed)


def test_two_higher_degrees_in_different_fields_give_five_more():
    assert counted(person(40, degree("MS"), degree("MBA")), job(3_000_000)) == {"EDU_MBA_MOT", "EDU_MULTI"}
    assert counted(person(40, degree("MS"), degree("MS")), job(3_000_000)) == {"EDU_MASTER"}


@pytest.mark.parametrize(
    ("held", "codes"),
    [
        ([FE], {"LIC_1"}),
        ([FE, AP], {"LIC_2"}),
        ([FE, FE], {"LIC_1"}),
        ([replace(FE, country="PK")], set()),
        ([replace(FE, test="it_passport")], set()),
    ],
)
def test_listed_exams(held, codes):
    assert counted(person(40, held=held), job(3_000_000)) == codes


def test_an_exam_of_another_listed_country_is_only_a_claim():
    assert counted(person(40, held=[replace(FE, country="BD")]), job(3_000_000), Count.CLAIMED) == {"LIC_1"}


@pytest.mark.parametrize(("score", "code"), [(480, "JA_N1"), (479, "JA_N2"), (400, "JA_N2")])
def test_bjt_counts_as_jlpt(score, code):
    assert counted(person(40, held=[Certificate(kind="japanese", test="BJT", score=score, proof=SEEN)]), job(3_000_000)) == {code}


def test_the_employers_items_are_proven_and_the_small_company_needs_the_support():
    both = frozenset({"ORG_INNOV", "ORG_INNOV_SME", "GROWTH"})
    assert counted(person(40), job(3_000_000, point_items=both)) == both
    assert counted(person(40), job(3_000_000, point_items=frozenset({"ORG_INNOV_SME"}))) == set()


def test_a_claim_is_never_proof_and_cannot_name_what_others_confirm():
    said = frozenset({"RES_ANY", "TOP_UNI", "TRAINING", "ORG_INNOV", "SAL_1000", "EXP_10"})
    found = count(person(40, point_items=said), job(3_000_000))
    assert (found.proven, found.claimed) == (0, 30)


def test_what_nobody_said_is_not_known_and_names_the_question():
    found = count(Candidate(), job(None))
    asked = {line.item.group: line.next_step for line in found.lines if line.count == Count.NOT_KNOWN}
    assert not found.is_complete
    assert asked == {
        "education": "next_say_education", "education_bonus": "next_say_education", "experience": "next_say_education", "salary": "next_pay_with_bonus", "age": "next_say_birth",
        "licence": "next_say_tests", "japanese": "next_say_tests", "organisation": "next_ask_employer_items", "special": "next_ask_employer_items",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "pay", "held"),
    [
        (person(45, degree("MS")), 20_000_000, Held.PROVEN),
        (person(45, degree("MS", SAID)), 20_000_000, Held.CLAIMED),
        (person(45, years=10), 20_000_000, Held.PROVEN),
        (person(45, degree("BS")), 20_000_000, Held.NO),
        (person(45, degree("MS")), 19_999_999, Held.NO),
    ],
)
def test_the_highest_pay_needs_no_points(who, pay, held):
    assert count(who, job(pay)).has_jskip == held


def test_certificates_alone_could_bring():
    assert with_tests(count(person(29, degree("BS"), years=5, held=[N2]), job(5_000_000)), ITEMS) == 75


def test_the_table_is_whole_and_has_words():
    assert len(ITEMS) == 34
    assert set(POINT_WORDS) == {item.code for item in ITEMS}
    assert {code for item in ITEMS for code in item.excludes | item.requires} <= set(POINT_WORDS)


codes = st.sets(st.sampled_from([item.code for item in ITEMS]))


@given(codes, st.sampled_from([item.code for item in ITEMS]))
def test_one_more_item_never_takes_points_away(held, more):
    assert total(held | {more}, ITEMS) >= total(held, ITEMS)


@given(codes)
def test_what_is_selected_goes_together(held):
    chosen = [item for item in ITEMS if item.code in selected(held, ITEMS)]
    groups = [item.group for item in chosen if item.is_highest_only]
    assert len(groups) == len(set(groups))
    assert not any(item.excludes & {other.code for other in chosen} for item in chosen)


@given(
    st.builds(Proof, state=st.sampled_from(["claimed", "received", "verified", "rejected", "expired"])),
    st.integers(18, 60),
    st.integers(0, 12_000_000),
)
def test_every_line_that_waits_names_a_next_step_that_has_words(proof, age, pay):
    held = [replace(row, proof=proof) for row in (N2, FE)]
    found = count(person(age, degree("MA", proof), held=held, birth_proof=proof, point_items=frozenset({"RES_ANY"})), job(pay))
    assert found.proven <= found.claimed
    for line in found.lines:
        assert bool(line.next_step) == (line.count in (Count.CLAIMED, Count.NOT_KNOWN))
        assert not line.next_step or line.next_step in WORDS
