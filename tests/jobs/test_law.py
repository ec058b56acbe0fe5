"""The messages of the check: each has its law, doubts are orange, and bad input is stopped with a sentence."""

import ast
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override

from jobs import rules
from jobs.disclosure import ITEMS, disclosure_blockers
from jobs.forms import field_of
from jobs.sources import source_of
from jobs.transitions import submit_blockers, submit_warnings
from jobs.wages import fixed_overtime_warnings
from jobs.wording import INSTEAD, PATTERNS
from jobs.words import WORDS
from tests.jobs.factories import VacancyFactory, ssw_field
from tests.jobs.plain import FAIR, TODAY, TOKYO
from workflow.steps import Reason, Refused

BAD = [
    ("duties_en", "Men only", "unlawful_gender"),
    ("requirements_ja", "男性のみ", "unlawful_gender"),
    ("requirements_ja", "30歳以下", "unlawful_age"),
    ("duties_en", "Muslims not possible", "unlawful_religion"),
    ("housing_en", "deposit 50,000", "unlawful_deposit"),
    ("pr_ja", "身元保証人が必要", "unlawful_guarantor"),
    ("leaving", "早期退職の場合は違約金あり", "unlawful_deposit"),
    ("bonus_en", "registration fee must be paid", "unlawful_fee"),
    ("title_ur", "Men only", "unlawful_gender"),
    ("skill_words", "Go、20代限定", "unlawful_age"),
    ("question_1_ja", "独身者のみ応募できます", "unlawful_family"),
]
LAWFUL = [
    "社宅の敷金は会社が負担します",
    "年2回、業績による",
    "ハラール食の社員食堂があります",
    "18歳以上（深夜業のため）",
    "Prayer room for women and men",
    "Company pays all visa fees",
    "Urdu at business level is welcome",
    "60歳定年、65歳まで再雇用",
    "育児休業の取得実績あり",
    "We help families with school",
    *(str(WORDS[code]) for code in sorted(set(INSTEAD.values())) if code not in ("instead_origin", "instead_gift")),
]


def codes(reasons):
    return [reason.code for reason in reasons]


def test_every_message_of_the_check_has_its_source():
    asked = {*(f"ESA-{n:02}" for n in range(1, 20)), *(pattern.code for pattern in PATTERNS)}
    asked |= set(codes(rules.submit_blockers(vacancy={}, rates=(), today=TODAY)))
    assert all(source_of(Reason(code)) for code in asked)
    assert {item.code for item in ITEMS} == {f"ESA-{n:02}" for n in range(1, 20)}


RULES = Path(rules.__file__)
OF_RULES = {"submit_blockers", "vet_blockers", "publish_blockers", "demand_blockers", "field_blockers", "demand_send_blockers"}


def returned_by(names):
    """The codes that stand in these functions of the rules, read from the source."""
    for node in ast.walk(ast.parse(RULES.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name in names:
            made = [call.args[0] for call in ast.walk(node) if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Reason"]
            keys = [key for table in ast.walk(node) if isinstance(table, ast.Dict) for key in table.keys]
            for part in [*made, *keys]:
                yield from (str(leaf.value) for leaf in ast.walk(part) if isinstance(leaf, ast.Constant) and str(leaf.value) in WORDS)


def test_every_message_of_a_step_has_its_source():
    found = {*returned_by(OF_RULES), "vacancy_full", "demand_of_another_employer", "translation_stale"}
    assert {"employer_not_verified", "demand_expired", "field_not_open", "demand_without_vacancy"} <= found
    assert {code for code in found if not Reason(code).source} == set()


def test_a_refusal_says_its_law_in_every_language():
    refusal = Refused(Reason("demand_expired"), Reason("changed_meanwhile"))
    for language in ("en", "ja", "ur"):
        with override(language):
            law, plain = refusal.said()
            assert law.endswith(" \u2066(Emigration Rules 1979: demand letter)\u2069")
            assert law.startswith(str(WORDS["demand_expired"]))
            assert "(" not in plain
            assert str(refusal) == f"{law} {plain}"


@pytest.mark.parametrize(("state", "step"), [("paused", "steps/resume"), ("closed", "reopen")])
def test_resume_and_reopen_say_the_law_on_the_page(client, company, sato, state, step):
    row = VacancyFactory(employer=company, state=state, base_pay=200_000)
    client.force_login(sato)
    sent = {"version": row.version, "closes_on_year": "2099", "closes_on_month": "1", "closes_on_day": "1"}
    page = client.post(f"/en/employer/vacancies/{row.public_id}/{step}/", sent, follow=True).text
    assert "(Minimum Wage Act 4)" in page


@pytest.mark.parametrize(
    "code",
    [
        "take_home_doubtful", "route_doubtful", "dispatch_licence_missing", "dispatch_licence_ends", "dispatch_not_in_field",
        "wage_below_minimum", "wage_below_later_minimum", "minimum_wage_may_rise", "fixed_overtime_low", "overtime_above_45_hours",
        "field_suspended", "field_not_for_a_fee",
    ],
)  # fmt: skip
def test_known_codes_have_words_and_a_source(code):
    assert code in WORDS
    assert len(source_of(Reason(code))) > 5


@pytest.mark.parametrize(("left", "is_odd"), [(None, 0), (240_000, 0), (165_000, 0), (164_999, 1), (285_000, 0), (285_001, 1)])
def test_an_estimate_outside_reason_is_asked_about(left, is_odd):
    assert codes(rules.plausible_warnings(vacancy=FAIR | {"take_home_pay": left})) == ["take_home_doubtful"] * is_odd


@pytest.mark.parametrize(
    ("groups", "routes", "is_odd"),
    [(["trade"], ["engineer"], 1), (["trade", "web"], ["engineer"], 0), (["trade"], ["ssw1"], 0), ([], ["hsp"], 0)],
)
def test_duties_that_do_not_fit_the_route_are_asked_about(groups, routes, is_odd):
    found = rules.plausible_warnings(vacancy=FAIR | {"skill_groups": groups, "visa_routes": routes})
    assert codes(found) == ["route_doubtful"] * is_odd


@pytest.mark.parametrize(
    ("title", "is_odd"),
    [
        ("介護スタッフ", 1), ("ビル清掃員", 1), ("トラックドライバー", 1), ("Welder", 1), ("Kitchen staff", 1), ("工場の組立作業員", 1),
        ("介護システムの開発者", 0), ("清掃システム開発", 0), ("デバイスドライバー開発", 0),
        ("Device driver developer", 0), ("IT support staff", 0),
    ],
)  # fmt: skip
def test_a_title_of_manual_work_does_not_fit_an_engineers_visa(title, is_odd):
    assert codes(rules.plausible_warnings(vacancy=FAIR | {"title_ja": title})) == ["route_doubtful"] * is_odd
    assert codes(rules.plausible_warnings(vacancy=FAIR | {"title_ja": title, "visa_routes": ["ssw1"]})) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"starts_at": time(18), "ends_at": time(9)}, {"work_ends_next_day", "day_does_not_add_up"}),
        ({"ends_at": time(17)}, {"day_does_not_add_up"}), ({"break_minutes": 30, "ends_at": time(17, 30)}, {"break_too_short"}),
        ({"yearly_hours": 2400}, {"yearly_hours_above_40_a_week", "year_does_not_add_up"}), ({}, set()),
    ],
)  # fmt: skip
def test_hours_that_do_not_fit_together_are_orange_with_their_law(change, found):
    reasons = rules.submit_warnings(vacancy=FAIR | {"daily_hours": Decimal(8)} | change, rates=TOKYO, today=TODAY)
    assert {*codes(reasons)} - {"minimum_wage_may_rise"} == found
    assert all(source_of(reason) and field_of(reason) for reason in reasons)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, ["dispatch_licence_missing"]),
        ({"dispatch_licence": "派13-300000"}, []),
        ({"dispatch_licence": "派13-300000", "dispatch_licence_until": date(2027, 3, 31)}, ["dispatch_licence_ends"]),
        ({"dispatch_licence": "派13-300000", "dispatch_licence_until": date(2027, 4, 1)}, []),
        ({"dispatch_licence": "派13-300000", "visa_routes": ["ssw1"], "field_allows_dispatch": False}, ["dispatch_not_in_field"]),
        ({"is_dispatch": False}, []),
    ],
)
def test_dispatch_needs_a_licence_that_lasts(change, found):
    assert codes(rules.dispatch_blockers(vacancy=FAIR | {"is_dispatch": True} | change)) == found


def test_allowances_for_the_work_raise_the_hour_of_fixed_overtime():
    fixed = FAIR | {"fixed_overtime_pay": 60_000, "fixed_overtime_hours": 25, "fixed_overtime_excess_paid": True}
    assert codes(fixed_overtime_warnings(fixed)) == []
    assert codes(fixed_overtime_warnings(fixed | {"overtime_allowances": 30_000})) == ["fixed_overtime_low"]


def test_a_contract_that_is_not_renewed_needs_no_criteria():
    fixed = FAIR | {"contract_kind": "fixed", "contract_ends_on": date(2028, 3, 31)}
    assert codes(disclosure_blockers(fixed, on=TODAY)) == ["ESA-04"]
    assert disclosure_blockers(fixed | {"renewal_kind": "none"}, on=TODAY) == []


# ── bad input ─────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("name", "text", "code"), BAD)
def test_unlawful_wording_is_stopped_in_every_text(name, text, code):
    found = rules.submit_blockers(vacancy=FAIR | {name: text}, rates=TOKYO, today=TODAY)
    assert codes(found) == [code]
    assert dict(found[0].values)["field"] == name
    assert str(found[0])


@pytest.mark.parametrize("text", LAWFUL)
def test_lawful_sentences_pass(text):
    assert codes(rules.submit_blockers(vacancy=FAIR | {"pr_ja": text}, rates=TOKYO, today=TODAY)) == []


def test_pay_below_the_minimum_of_the_day_on_which_the_rate_changes():
    tight = FAIR | {"base_pay": 200_000, "starts_on": date(2026, 10, 1), "closes_on": date(2026, 9, 20)}
    assert codes(rules.wage_blockers(vacancy=tight, rates=TOKYO, today=date(2026, 9, 1))) == ["wage_below_minimum"]
    before = tight | {"starts_on": date(2026, 9, 30)}
    assert codes(rules.wage_blockers(vacancy=before, rates=TOKYO, today=date(2026, 9, 1))) == []


def test_a_closed_field_is_orange_before_it_is_red(company):
    vacancy = VacancyFactory(employer=company, visa_routes=["ssw1"], field=ssw_field("food_service", state="suspended"))
    assert "field_suspended" in codes(submit_warnings(vacancy))
    assert "field_suspended" not in codes(submit_blockers(vacancy))
