# ruff: noqa: E501 - tables read better in one line each
from datetime import date

import pytest

from jobs import rules
from jobs.reference import field_states, ssw_fields, wage_rates
from jobs.rules import Demand, FieldState
from tests.jobs.plain import FAIR, TODAY, TOKYO
from workflow.steps import Reason

LETTER = Demand(state="attested", attested_on=date(2026, 11, 1), valid_until=date(2027, 2, 28), seats=5, seats_used=3)
OPEN = (FieldState(state="open", from_on=date(2019, 4, 1)),)
PUBLISH = {
    "vacancy": FAIR, "employer_state": "verified", "demand": LETTER, "field_states": (), "field_allows_fee": True,
    "agency_charges_fee": True, "rates": TOKYO, "today": TODAY,
}  # fmt: skip


def codes(reasons):
    return [reason.code for reason in reasons]


def test_a_fair_vacancy_goes_all_the_way():
    assert rules.submit_blockers(vacancy=FAIR, rates=TOKYO, today=TODAY) == []
    assert rules.submit_warnings(vacancy=FAIR, rates=TOKYO, today=TODAY) == []
    assert rules.vet_blockers(vacancy=FAIR, employer_state="verified") == []
    assert rules.publish_blockers(**PUBLISH) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"holidays": ""}, ["ESA-10"]), ({"seats": 0}, ["seats_missing"]), ({"starts_on": None}, ["starts_on_missing"]),
        ({"closes_on": None}, ["closes_on_missing"]), ({"closes_on": date(2026, 11, 22)}, ["closes_on_past"]), ({"closes_on": TODAY}, []),
        ({"closes_on": date(2027, 4, 1)}, ["starts_before_closing"]), ({"visa_routes": []}, ["visa_route_missing"]),
        ({"visa_routes": ["tourist"]}, ["visa_route_unknown"]), ({"visa_routes": ["ssw1"]}, ["ssw_field_missing"]),
        ({"title_ja": "", "title_en": " "}, ["title_missing"]), ({"no_fee_declared": False}, ["no_fee_not_declared"]),
        ({"no_fee_declared": None}, ["no_fee_not_declared"]), ({"equal_pay_declared": False}, ["equal_pay_not_declared"]),
        ({"base_pay": 190_000}, ["wage_below_minimum"]), ({"base_pay": 190_000, "excluded_allowances": 99_000}, ["wage_below_minimum"]),
        ({"base_pay": 190_000, "fixed_overtime_pay": 90_000, "fixed_overtime_hours": 20, "fixed_overtime_excess_paid": True}, ["wage_below_minimum"]),
        ({"base_pay": 190_000, "counted_allowances": 20_000}, []), ({"yearly_hours": None}, ["hours_for_wage_missing"]),
        ({"requirements_ja": "男性のみ"}, ["unlawful_gender"]), ({"allowances_note": "保証金1万円"}, ["unlawful_deposit"]),
        ({"base_pay": None}, ["ESA-12"]), ({"prefecture_code": ""}, ["ESA-06"]),
        ({"contract_kind": "fixed", "contract_ends_on": date(2027, 4, 1), "renewal_criteria": "なし"}, ["contract_ends_before_start"]),
    ],
)  # fmt: skip
def test_submit_blockers(change, found):
    assert codes(rules.submit_blockers(vacancy=FAIR | change, rates=TOKYO, today=TODAY)) == found


def test_a_rate_that_begins_before_the_start_blocks_today():
    kumamoto = FAIR | {"prefecture_code": "43", "base_pay": 170_000, "starts_on": date(2027, 1, 5), "closes_on": date(2026, 12, 1)}
    found = rules.submit_blockers(vacancy=kumamoto, rates=wage_rates()["43"], today=TODAY)
    assert found == [Reason("wage_below_minimum", (("hourly", "1062.5"), ("minimum", 1092), ("since", date(2026, 12, 1)), ("place", "")))]


def test_submit_warnings_are_orange_only():
    late = FAIR | {"starts_on": date(2027, 10, 1), "duties_en": "For young engineers", "overtime_hours": 50, "annual_holidays": None}
    wanted = ["annual_holidays_recommended", "minimum_wage_may_rise", "overtime_above_45_hours", "doubtful_age"]
    assert codes(rules.submit_warnings(vacancy=late, rates=TOKYO, today=TODAY)) == wanted
    assert rules.submit_blockers(vacancy=late, rates=TOKYO, today=TODAY) == []


@pytest.mark.parametrize("state", ["registered", "suspended", ""])
def test_only_a_verified_employers_vacancy_is_vetted(state):
    assert codes(rules.vet_blockers(vacancy=FAIR, employer_state=state)) == ["employer_not_verified"]


@pytest.mark.parametrize("field", ["title_ja", "title_en", "duties_ja", "duties_en", "requirements_ja", "requirements_en"])
def test_both_languages_are_asked(field):
    assert rules.vet_blockers(vacancy=FAIR | {field: " "}, employer_state="verified") == [Reason(f"{field}_missing", (("field", field),))]


@pytest.mark.parametrize(
    ("demand", "found"),
    [
        (None, ["demand_letter_missing"]),
        ({"state": "entered"}, ["demand_not_attested"]), ({"valid_until": date(2026, 11, 22)}, ["demand_expired"]), ({"valid_until": TODAY}, []),
        ({"valid_until": None}, ["demand_expired"]), ({"attested_on": date(2026, 11, 24)}, ["demand_not_yet_valid"]), ({"attested_on": TODAY}, []),
        ({"seats_used": 4}, ["demand_seats_exceeded"]), ({"seats": 4}, ["demand_seats_exceeded"]), ({"seats_used": 3}, []),
    ],
)  # fmt: skip
def test_publish_needs_an_attested_letter_with_seats(demand, found):
    letter = demand if demand is None else Demand(**vars(LETTER) | demand)
    assert codes(rules.publish_blockers(**PUBLISH | {"demand": letter})) == found


@pytest.mark.parametrize(
    ("field", "day", "found"),
    [
        ("food_service", TODAY, ["field_suspended"]), ("food_service", date(2026, 4, 12), []), ("food_service", date(2026, 4, 13), ["field_suspended"]),
        ("linen_supply", TODAY, ["field_not_open"]), ("resource_circulation", TODAY, ["field_not_open"]), ("auto_transport", date(2024, 3, 28), ["field_not_open"]),
        ("construction", TODAY, ["field_not_for_a_fee"]), ("nursing_care", TODAY, []), ("agriculture", TODAY, []), ("no_such_field", TODAY, ["field_not_open"]),
    ],
)  # fmt: skip
def test_fields_open_and_close_by_date(field, day, found):
    fact = ssw_fields().get(field)
    given = {
        "routes": ["ssw1"],
        "field_code": field,
        "field_states": field_states().get(field, ()),
        "agency_charges_fee": True,
        "today": day,
    }
    assert codes(rules.field_blockers(**given, field_allows_fee=fact.allows_fee if fact else True)) == found


def test_construction_without_a_fee_is_open_and_with_a_fee_closed_on_any_route():
    given = {"field_code": "construction", "field_states": OPEN, "field_allows_fee": False, "today": TODAY}
    assert rules.field_blockers(**given, routes=["ssw1"], agency_charges_fee=False) == []
    assert codes(rules.field_blockers(**given, routes=["engineer"], agency_charges_fee=True)) == ["field_not_for_a_fee"]


def test_exactly_16_of_19_fields_are_in_force_and_one_of_them_suspended():
    states = [rules.field_state_on(rows, TODAY) for rows in field_states().values()]
    assert (len(states), states.count("open"), states.count("suspended"), states.count("decided_not_open")) == (19, 15, 1, 3)
    assert set(field_states()) == set(ssw_fields())


def test_publishing_asks_the_law_again():
    late = PUBLISH | {"vacancy": FAIR | {"base_pay": 200_000}}
    assert codes(rules.publish_blockers(**late)) == ["wage_below_minimum"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []), ({"number": " "}, ["attestation_number_missing"]), ({"authority": "friend"}, ["authority_unknown"]), ({"attested_on": None}, ["attested_on_missing"]),
        ({"attested_on": date(2026, 11, 24)}, ["attested_in_future"]), ({"valid_until": None}, ["validity_missing"]),
        ({"valid_until": date(2026, 10, 1)}, ["validity_backwards", "demand_expired"]), ({"attested_on": date(2026, 10, 1), "valid_until": date(2026, 11, 22)}, ["demand_expired"]),
    ],
)  # fmt: skip
def test_entering_an_attestation(change, found):
    entry = {"number": "DL-1", "authority": "pk_embassy", "attested_on": date(2026, 11, 1), "valid_until": date(2027, 2, 1), "today": TODAY}
    assert codes(rules.demand_enter_blockers(**entry | change)) == found


@pytest.mark.parametrize(
    ("entered", "confirmed", "found"), [(1, 2, []), (1, 1, ["second_person_needed"]), (None, 2, ["attestation_not_entered"])]
)
def test_a_second_person_confirms(entered, confirmed, found):
    assert codes(rules.demand_confirm_blockers(entered_by=entered, confirmed_by=confirmed)) == found


@pytest.mark.parametrize(
    ("seats", "vacancies", "state", "found"),
    [
        (5, [2, 3], "verified", []), (5, [3, 3], "verified", ["demand_seats_exceeded"]), (5, [], "verified", ["demand_without_vacancy"]),
        (0, [1], "verified", ["demand_seats_missing"]), (5, [1], "registered", ["employer_not_verified"]),
    ],
)  # fmt: skip
def test_sending_a_letter_to_be_attested(seats, vacancies, state, found):
    assert codes(rules.demand_send_blockers(seats=seats, vacancy_seats=vacancies, employer_state=state)) == found


def test_a_permission_lasts_120_days():
    assert rules.permission_last_day(issued_on=date(2026, 11, 23)) == date(2027, 3, 23)


@pytest.mark.parametrize(
    ("change", "vetted"),
    [
        ({}, ()), ({"base_pay": 310_000}, ()), ({"base_pay": 299_999}, ("base_pay",)), ({"base_pay": 310_000, "pay_unit": "day"}, ("pay_unit", "base_pay")),
        ({"duties_en": "Build services in  go"}, ()), ({"duties_en": "Do not build services in Go."}, ("duties_en",)), ({"prefecture_code": "14"}, ("prefecture_code",)),
        ({"contract_kind": "fixed"}, ("contract_kind",)), ({"annual_holidays": 126}, ()), ({"annual_holidays": 124}, ("annual_holidays",)),
        ({"starts_on": date(2027, 5, 1)}, ("starts_on",)), ({"insurance_health": False}, ("insurance_health",)), ({"closes_on": date(2027, 2, 1)}, ()),
        ({"duties_ja": "Ｇｏによるサービス開発。"}, ()), ({"seats": 3}, ("seats",)),
    ],
)  # fmt: skip
def test_changes_that_must_be_vetted(change, vetted):
    assert rules.changes_to_vet(before=FAIR, after=FAIR | change) == vetted


def test_the_difference_view_names_every_changed_field():
    after = FAIR | {"base_pay": 310_000, "closes_on": date(2027, 2, 1)}
    assert rules.changed_fields(before=FAIR, after=after) == ("base_pay", "closes_on")
    assert set(FAIR) - {"closes_on"} == set(rules.VETTED_FIELDS)


def test_an_employer_is_verified_with_the_way_said():
    full = {"corporate_number": "4011001098993", "name": "架空株式会社", "existence_checked_how": "register looked up"}
    checked = {"checked": ["crime_ties", "existence", "job_offers"], "is_declared": True}
    assert rules.employer_verify_blockers(**full, **checked) == []
    wanted = ["corporate_number_missing", "employer_name_missing", "existence_not_confirmed"]
    assert codes(rules.employer_verify_blockers(**dict.fromkeys(full, " "), **checked)) == wanted


@pytest.mark.parametrize("missing", rules.TO_CHECK)
def test_all_three_checks_and_both_declarations_are_needed(missing):
    full = {"corporate_number": "4011001098993", "name": "架空株式会社", "existence_checked_how": "register looked up"}
    checked = [name for name in rules.TO_CHECK if name != missing]
    assert codes(rules.employer_verify_blockers(**full, checked=checked, is_declared=True)) == ["checks_missing"]
    assert codes(rules.employer_verify_blockers(**full, checked=rules.TO_CHECK)) == ["declarations_missing"]
