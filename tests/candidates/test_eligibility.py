# ruff: noqa: E501 - tables read better in one line each
from dataclasses import replace
from datetime import date

import pytest

from candidates.eligibility import State, Verdict, assess, best_verdict
from candidates.facts import (
    Candidate,
    Certificate,
    Job,
    Proof,
    Schooling,
    Traineeship,
    Work,
    certificate_of,
    months_worked,
    needs_b2_proof,
    study_field_of,
)  # fmt: skip
from candidates.reference import law

TODAY = date(2026, 11, 23)
SEEN = Proof(state="verified", reference="evidence 7")
SENT, SAID, REFUSED = Proof(state="received"), Proof(), Proof(state="rejected")
ALL = frozenset({"education", "experience", "tests"})
IT = Job(routes=("engineer",), starts_on=date(2027, 4, 1), work_field="it")
CARE = Job(routes=("ssw1",), starts_on=date(2027, 4, 1), field_code="nursing_care", field_state="open")
FARM = replace(CARE, field_code="agriculture")
AYESHA = Candidate(birth=date(2000, 1, 1), birth_proof=SEEN, answered=ALL)
BSCS = Schooling(level="BS", study_field="it", proof=SEEN)
JFT = Certificate(kind="japanese", test="JFT-Basic", proof=SEEN)


def jlpt(level, proof=SEEN, passed=True):
    return Certificate(kind="japanese", test="JLPT", level=level, passed=passed, proof=proof)


def skills(field, proof=SEEN):
    return Certificate(kind="skills", field_code=field, proof=proof)


def ask(job, today=TODAY, **facts):
    (answer,) = assess(candidate=replace(AYESHA, **facts), job=job, today=today, law=law())
    return answer


def told(job, **facts):
    """The verdict, and the code and next step of every requirement that is not met."""
    answer = ask(job, **facts)
    return answer.verdict, [(r.code, r.next_step) for r in answer.requirements if r.state != State.MET]


WAY = "req_degree_or_ten_years"


@pytest.mark.parametrize(
    ("schooling", "verdict", "next_step"),
    [
        (BSCS, "yes", None), (replace(BSCS, level="PHD"), "yes", None), (replace(BSCS, study_field="electronics"), "yes", None),
        (replace(BSCS, study_field="history"), "nearly", "next_field_review"), (replace(BSCS, study_field=""), "nearly", "next_field_review"),
        (replace(BSCS, level="ADP"), "nearly", "next_degree_review"), (replace(BSCS, level="DAE"), "no", "next_degree_or_ten_years"),
        (replace(BSCS, level="HSSC"), "no", "next_degree_or_ten_years"), (replace(BSCS, level="NVC"), "no", "next_degree_or_ten_years"),
        (replace(BSCS, proof=SAID), "nearly", "next_prove_degree"), (replace(BSCS, proof=SENT), "nearly", "next_wait_for_check"),
        (replace(BSCS, proof=REFUSED), "nearly", "next_bring_other_evidence"), (replace(BSCS, is_awaiting_result=True), "nearly", "next_wait_for_result"),
        (replace(BSCS, proof=Proof(state="expired")), "nearly", "next_renew"),
    ],
)  # fmt: skip
def test_engineer_by_degree(schooling, verdict, next_step):
    assert told(IT, schooling=(schooling,)) == (verdict, [(WAY, next_step)] if next_step else [])


@pytest.mark.parametrize(
    ("work", "schooling", "verdict", "next_step"),
    [
        ([Work(months=120, work_field="it", proof=SEEN)], (), "yes", None), ([Work(months=119, work_field="it", proof=SEEN)], (), "no", "next_degree_or_ten_years"),
        ([Work(months=60, work_field="it", proof=SEEN)] * 2, (), "yes", None), ([Work(months=120, work_field="it", proof=SENT)], (), "nearly", "next_prove_experience"),
        ([Work(months=120, work_field="cooking", proof=SEEN)], (), "no", "next_degree_or_ten_years"), ([Work(months=120, work_field="it", proof=REFUSED)], (), "no", "next_degree_or_ten_years"),
        ([Work(months=84, work_field="it", proof=SEEN)], (replace(BSCS, level="DAE"),), "nearly", "next_study_review"),
        ([Work(months=83, work_field="it", proof=SEEN)], (replace(BSCS, level="DAE"),), "no", "next_degree_or_ten_years"),
        ([Work(months=84, work_field="it", proof=SEEN)], (replace(BSCS, level="DAE", study_field="civil"),), "no", "next_degree_or_ten_years"),
    ],
)  # fmt: skip
def test_engineer_by_ten_years(work, schooling, verdict, next_step):
    assert told(IT, work=tuple(work), schooling=schooling) == (verdict, [(WAY, next_step)] if next_step else [])


@pytest.mark.parametrize(
    ("exam", "country", "verdict"),
    [
        ("fundamental_it_engineer", "JP", "yes"),
        ("it_passport", "JP", "no"),
        ("fundamental_it_engineer", "BD", "nearly"),
        ("fundamental_it_engineer", "PK", "no"),
        ("fundamental_it_engineer", "", "nearly"),
    ],
)
def test_engineer_by_a_listed_exam(exam, country, verdict):
    assert told(IT, certificates=(Certificate(kind="it_exam", test=exam, country=country, proof=SEEN),))[0] == verdict


def test_what_was_not_said_is_not_known_and_never_a_no():
    empty = {"birth": None, "answered": frozenset()}
    assert told(IT, **empty) == ("unknown", [("req_adult", "next_say_birth"), (WAY, "next_say_education")])
    assert told(CARE, **empty)[0] == "unknown"


@pytest.mark.parametrize(
    ("starts_on", "verdict", "next_step"),
    [(date(2026, 11, 30), "no", "next_later_start"), (date(2026, 12, 1), "yes", None), (None, "unknown", "next_start_unknown")],
)
def test_eighteen_at_landing_on_every_route(starts_on, verdict, next_step):
    for job, facts in ((IT, {"schooling": (BSCS,)}), (FARM, {"certificates": (JFT, skills("agriculture"))})):
        answer = told(replace(job, starts_on=starts_on), birth=date(2008, 12, 1), **facts)
        assert answer == (verdict, [("req_adult", next_step)] if next_step else [])


def test_an_unverified_birth_date_is_only_nearly():
    assert told(IT, birth_proof=SAID, schooling=(BSCS,)) == ("nearly", [("req_adult", "next_prove_identity")])
    assert told(IT, birth_proof=replace(SEEN, expires_on=date(2026, 12, 1)), schooling=(BSCS,)) == ("yes", [])


@pytest.mark.parametrize(
    ("certificates", "missing"),
    [
        ((JFT, skills("agriculture")), []), ((jlpt("N4"), skills("agriculture")), []), ((jlpt("N1"), skills("agriculture")), []),
        ((jlpt("N5"), skills("agriculture")), [("req_ssw_japanese", "next_take_language_test")]), ((JFT, skills("fishery")), [("req_skills_test", "next_take_skills_test")]),
        ((jlpt("N4", passed=False), skills("agriculture")), [("req_ssw_japanese", "next_take_language_test")]),
        ((Certificate(kind="japanese", test="NAT-TEST", level="Q4", proof=SEEN), skills("agriculture")), [("req_ssw_japanese", "next_take_language_test")]),
        ((replace(JFT, proof=SENT), skills("agriculture")), [("req_ssw_japanese", "next_wait_for_check")]), ((JFT, skills("agriculture", SAID)), [("req_skills_test", "next_prove_test")]),
    ],
)  # fmt: skip
def test_specified_skilled_worker_tests(certificates, missing):
    assert told(FARM, certificates=certificates) == ("nearly" if missing else "yes", missing)


def test_nursing_care_asks_its_own_japanese_test_too():
    assert told(CARE, certificates=(JFT, skills("nursing_care"))) == ("nearly", [("req_nursing_japanese", "next_take_nursing_japanese")])
    extra = Certificate(kind="nursing_japanese", proof=SEEN)
    assert told(CARE, certificates=(JFT, skills("nursing_care"), extra)) == ("yes", [])


@pytest.mark.parametrize(
    ("field", "work", "held", "verdict", "next_step"),
    [
        ("auto_transport", "taxi", jlpt("N4"), "nearly", "next_take_language_test"), ("auto_transport", "taxi", jlpt("N3"), "yes", None), ("auto_transport", "taxi", JFT, "nearly", "next_take_language_test"),
        ("auto_transport", "bus", jlpt("N4"), "nearly", "next_take_language_test"), ("auto_transport", "truck", jlpt("N4"), "yes", None), ("auto_transport", "truck", JFT, "yes", None),
        ("auto_transport", "", jlpt("N4"), "nearly", "next_ask_which_work"), ("auto_transport", "", jlpt("N3"), "yes", None), ("auto_transport", "", jlpt("N5"), "nearly", "next_take_language_test"),
        ("railway", "transport_staff", jlpt("N4"), "nearly", "next_take_language_test"), ("railway", "other", jlpt("N4"), "yes", None),
    ],
)  # fmt: skip
def test_drivers_and_railway_staff_need_n3(field, work, held, verdict, next_step):
    job = replace(CARE, field_code=field, ssw_work=work)
    assert told(job, certificates=(held, skills(field))) == (verdict, [("req_ssw_japanese", next_step)] if next_step else [])


def test_a_completed_traineeship_spares_the_tests():
    assert told(FARM, traineeships=(Traineeship(field_code="agriculture", proof=SEEN),)) == ("yes", [])
    assert told(FARM, traineeships=(Traineeship(field_code="", proof=SEEN),)) == ("nearly", [("req_skills_test", "next_take_skills_test")])
    assert told(CARE, traineeships=(Traineeship(field_code="agriculture", proof=SEEN),), certificates=(skills("nursing_care"),))[1] == [
        ("req_nursing_japanese", "next_take_nursing_japanese")
    ]


@pytest.mark.parametrize(
    ("job", "code"),
    [
        (replace(FARM, field_state="suspended"), "req_field_open"), (replace(FARM, field_state="decided_not_open"), "req_field_open"),
        (replace(FARM, field_code="construction", field_allows_fee=False, is_for_a_fee=True), "req_field_for_a_fee"),
    ],
)  # fmt: skip
def test_a_closed_field_is_a_no_for_everybody(job, code):
    answer = told(job, certificates=(JFT, skills(job.field_code)))
    assert answer == ("no", [(code, "next_other_field")])


def test_evidence_that_ends_before_the_start_is_expiring_and_after_its_end_renewed():
    soon = replace(JFT, proof=replace(SEEN, expires_on=date(2027, 3, 31)))
    answer = ask(FARM, certificates=(soon, skills("agriculture")))
    assert (answer.verdict, [r.state for r in answer.requirements]) == ("nearly", ["met", "met", "met", "expiring"])
    past = replace(JFT, proof=replace(SEEN, expires_on=date(2026, 11, 22)))
    assert told(FARM, certificates=(past, skills("agriculture"))) == ("nearly", [("req_ssw_japanese", "next_renew")])


@pytest.mark.parametrize(
    ("wish", "held", "missing"),
    [
        ({"japanese_level": "N2"}, jlpt("N2"), []), ({"japanese_level": "N2"}, jlpt("N3"), [("req_japanese_wanted", "next_take_language_test")]),
        ({"japanese_level": "N4"}, JFT, []), ({"english_level": "B2"}, Certificate(kind="english", test="IELTS", level="C1", proof=SEEN), []),
        ({"english_level": "B2"}, Certificate(kind="english", test="self", level="C2"), [("req_english_wanted", "next_prove_test")]),
    ],
)  # fmt: skip
def test_the_employers_wishes_count_certificates_only(wish, held, missing):
    assert told(replace(IT, **wish), schooling=(BSCS,), certificates=(held,)) == ("nearly" if missing else "yes", missing)


def test_b2_for_person_facing_duties_holds_from_15_april_2026():
    job, facts = replace(IT, needs_b2_proof=True), {"schooling": (BSCS,)}
    assert ask(job, today=date(2026, 4, 14), **facts).verdict == Verdict.YES
    assert ask(job, today=date(2026, 4, 15), **facts).verdict == Verdict.NEARLY
    assert ask(job, certificates=(jlpt("N2"),), **facts).verdict == Verdict.YES


HSP = replace(IT, routes=("hsp",), yearly_pay=5_000_000, is_bonus_said=True)
MASTER = replace(BSCS, level="MS")
YEARS5 = (Work(months=60, work_field="it", proof=SEEN),)
FE = Certificate(kind="it_exam", test="fundamental_it_engineer", country="JP", proof=SEEN)


@pytest.mark.parametrize(
    ("facts", "verdict", "missing"),
    [
        ({"schooling": (BSCS,), "work": YEARS5, "certificates": (jlpt("N1"), FE)}, "yes", []),
        ({"schooling": (BSCS,), "work": YEARS5, "certificates": (jlpt("N1", SAID), FE)}, "nearly", [("req_hsp_points", "next_prove_points")]),
        ({"schooling": (BSCS,), "work": YEARS5, "certificates": (jlpt("N2"),)}, "nearly", [("req_hsp_points", "next_points_by_tests")]),
        ({"schooling": (BSCS,)}, "no", [("req_hsp_points", "next_points_too_few")]),
        ({"schooling": (BSCS,), "answered": frozenset()}, "unknown", [("req_hsp_points", "next_points")]),
        ({}, "no", [("req_degree_or_ten_years", "next_degree_or_ten_years"), ("req_hsp_points", "next_points_too_few")]),
    ],
)  # fmt: skip
def test_highly_skilled_is_met_by_proven_points_only(facts, verdict, missing):
    assert told(HSP, **{"birth": date(1997, 1, 1), **facts}) == (verdict, missing)


def test_highly_skilled_shows_the_table_and_no_other_route_does():
    both = assess(candidate=AYESHA, job=replace(HSP, routes=("engineer", "hsp")), today=TODAY, law=law())
    assert [answer.tally is None for answer in both] == [True, False]
    assert both[1].tally.proven == 30  # 15 for 26 years, 15 for the pay


@pytest.mark.parametrize(
    ("pay", "is_bonus_said", "verdict", "missing"),
    [
        (2_990_000, True, "no", [("req_hsp_pay", "next_better_paid_job")]), (2_990_000, False, "unknown", [("req_hsp_pay", "next_pay_with_bonus")]),
        (None, False, "unknown", [("req_hsp_pay", "next_pay_with_bonus")]), (3_000_000, True, "yes", []),
    ],
)  # fmt: skip
def test_below_three_million_no_total_helps(pay, is_bonus_said, verdict, missing):
    rich = {
        "birth": date(1998, 1, 1),
        "schooling": (replace(BSCS, level="PHD"), replace(BSCS, country="JP")),
        "certificates": (jlpt("N1"),),
    }
    ten = (Work(months=120, work_field="it", proof=SEEN),)
    assert told(replace(HSP, yearly_pay=pay, is_bonus_said=is_bonus_said), work=ten, **rich) == (verdict, missing)


def test_the_highest_pay_is_looked_at_without_points():
    assert told(replace(HSP, yearly_pay=20_000_000), birth=date(1976, 1, 1), schooling=(MASTER,)) == (
        "nearly",
        [("req_hsp_points", "next_jskip_review")],
    )


@pytest.mark.parametrize(
    ("category", "is_person_facing", "needs"),
    [
        (1, True, False),
        (2, None, False),
        (3, True, True),
        (4, True, True),
        (4, False, False),
        (3, None, None),
        (None, True, None),
        (None, None, None),
        (None, False, False),
    ],
)
def test_who_must_prove_b2(category, is_person_facing, needs):
    assert needs_b2_proof(category=category, is_person_facing=is_person_facing) is needs


def test_b2_that_the_employer_has_not_said_is_a_question_and_no_refusal():
    job = replace(IT, needs_b2_proof=None)
    assert told(job, schooling=(BSCS,)) == ("nearly", [("req_japanese_b2", "next_ask_person_facing")])
    assert told(job, schooling=(BSCS,), certificates=(jlpt("N2"),)) == ("yes", [])


def test_a_provisional_certificate_waits_for_the_degree():
    row = replace(BSCS, is_provisional=True)
    assert told(IT, schooling=(row,)) == ("nearly", [(WAY, "next_final_degree")])
    assert told(IT, schooling=(replace(row, proof=SAID),)) == ("nearly", [(WAY, "next_prove_degree")])


@pytest.mark.parametrize(
    ("ends", "proof", "verdict", "missing"),
    [
        (date(2026, 11, 22), SEEN, "nearly", [("req_passport", "next_renew_passport")]), (date(2027, 3, 31), SEEN, "nearly", [("req_passport", "next_renew_passport")]),
        (date(2027, 4, 1), SEEN, "yes", []), (date(2030, 1, 1), SAID, "yes", []), (None, SAID, "yes", []),
    ],
)  # fmt: skip
def test_a_passport_that_ends_before_the_start_is_renewed_first(ends, proof, verdict, missing):
    assert told(IT, schooling=(BSCS,), passport_expires_on=ends, passport_proof=proof) == (verdict, missing)


@pytest.mark.parametrize(
    ("spans", "months"),
    [
        ([("2013-01-01", "2022-12-31")], 120), ([("2013-01-01", "2017-12-31"), ("2016-01-01", "2022-12-31")], 120),
        ([("2013-01-01", "2022-12-31"), ("2015-01-01", "2015-12-31")], 120), ([("2021-11-24", None)], 60), ([("2027-01-01", None)], 0),
        ([("2020-01-01", "2020-12-31"), ("2022-01-01", "2022-12-31")], 24), ([("2026-11-01", "2030-01-01")], 0), ([], 0),
    ],
)  # fmt: skip
def test_months_of_several_jobs_count_once(spans, months):
    rows = [Work(work_field="it", started_on=date.fromisoformat(a), ended_on=b and date.fromisoformat(b)) for a, b in spans]
    assert months_worked(rows, TODAY) == months


def test_ten_years_at_two_desks_are_not_twenty():
    half = Work(work_field="it", started_on=date(2016, 1, 1), ended_on=date(2021, 12, 31), proof=SEEN)
    assert told(IT, work=(half, half))[0] == "no"
    assert told(IT, work=(half, replace(half, started_on=date(2022, 1, 1), ended_on=date(2025, 12, 31))))[0] == "yes"


def test_the_best_route_counts():
    both = replace(FARM, routes=("engineer", "ssw1", "unheard_of"), work_field="it")
    given_ = {"job": both, "today": TODAY, "law": law()}
    found = assess(candidate=replace(AYESHA, certificates=(JFT, skills("agriculture"))), **given_)
    assert [(answer.route, answer.verdict) for answer in found] == [("engineer", "no"), ("ssw1", "yes")]
    assert (best_verdict(found), best_verdict(())) == (Verdict.YES, Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("subject", "study"),
    [
        ("BS Computer Science", "it"),
        ("Software Engineering", "it"),
        ("Electrical Engineering", "electronics"),
        ("Applied Mathematics", "mathematics"),
        ("Civil Engineering", "engineering"),
        ("Islamic History", ""),
        ("Physics", "physics"),
        ("Graphics design", ""),
        ("Politics", ""),
    ],
)
def test_the_field_of_a_subject(subject, study):
    assert study_field_of(subject) == study


def test_stored_tests_become_certificates():
    told_ = {"level": "N3", "score": 104.0, "is_passed": True, "field_code": "", "proof": SEEN}
    assert certificate_of(kind="jlpt", **told_) == Certificate(kind="japanese", test="JLPT", level="N3", score=104, proof=SEEN)
    assert certificate_of(kind="ielts", **told_ | {"score": 6.5}, english_cefr="B2").level == "B2"
    assert certificate_of(kind="it_exam", **told_ | {"level": "it_strategist"}, country="JP").test == "it_strategist"
