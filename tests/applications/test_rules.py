from datetime import UTC, date, datetime, timedelta

import pytest

from applications import rules
from workflow.steps import Reason

TODAY = date(2026, 11, 23)
BOTH = {"partners", "present"}
READY = {
    "vacancy_is_open": True,
    "starts_on": date(2027, 4, 1),
    "birth": date(2000, 1, 1),
    "has_name": True,
    "has_cnic": True,
    "has_verified_phone": True,
    "has_education": True,
    "has_test": False,
    "consents": BOTH,
}
OFFER = dict.fromkeys(rules.WRITTEN_CONDITIONS, "as advertised") | {"base_pay": 300_000, "starts_on": date(2027, 4, 1)}
ACCEPT = {
    "seats_left": 1,
    "offer_is_made": True,
    "answer_by": TODAY,
    "code_is_confirmed": True,
    "has_other_accepted": False,
    "today": TODAY,
}
DEPART = {
    "protector_number": "PE-1",
    "visa_number": "V-1",
    "flight_on": TODAY,
    "accepted_on": date(2026, 9, 1),
    "today": TODAY,
}


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"vacancy_is_open": False}, ["vacancy_not_open"]),
        ({"has_name": False}, ["profile_name_missing"]),
        ({"birth": None}, ["profile_birth_missing"]),
        ({"birth": date(2009, 4, 1)}, []),
        ({"birth": date(2009, 4, 2)}, ["under_18_at_start"]),
        ({"starts_on": None}, ["under_18_at_start"]),
        ({"has_cnic": False}, ["profile_cnic_missing"]),
        ({"has_verified_phone": False}, ["profile_phone_not_verified"]),
        ({"has_education": False}, ["profile_education_or_test_missing"]),
        ({"has_education": False, "has_test": True}, []),
        ({"consents": {"present"}}, ["consent_partners_missing"]),
        ({"consents": {"partners"}}, ["consent_present_missing"]),
        ({"consents": ()}, ["consent_partners_missing", "consent_present_missing"]),
    ],
)
def test_submit_asks_the_few_things(change, found):
    assert codes(rules.submit_blockers(**READY | change)) == found


@pytest.mark.parametrize(
    ("verdict", "found"), [("yes", []), ("nearly", ["verdict_nearly"]), ("unknown", ["verdict_unknown"]), ("no", ["verdict_no"])]
)
def test_a_verdict_warns_only(verdict, found):
    assert codes(rules.submit_warnings(verdict=verdict)) == found


@pytest.mark.parametrize("verdict", ["yes", "nearly", "unknown", "no"])
@pytest.mark.parametrize("override", ["", " ", "seen by the board"])
@pytest.mark.parametrize("unverified", [(), ("degree",)])
@pytest.mark.parametrize("identity", [True, False])
def test_endorse(verdict, override, unverified, identity):
    found = codes(
        rules.endorse_blockers(identity_is_verified=identity, unverified_evidence=unverified, verdict=verdict, override_reason=override)
    )
    wanted = {"identity_not_verified"} if not identity else set()
    wanted |= {"evidence_not_verified"} if unverified else set()
    wanted |= {"verdict_no_needs_reason"} if verdict == "no" and not override.strip() else set()
    assert set(found) == wanted


@pytest.mark.parametrize(
    ("summary", "consents", "found"),
    [
        ("Go開発3年の技術者です。", BOTH, []),
        ("", BOTH, ["summary_missing"]),
        ("Go engineer", BOTH, ["summary_not_japanese"]),
        ("技術者", {"partners"}, ["consent_present_missing"]),
    ],
)
def test_present(summary, consents, found):
    assert codes(rules.present_blockers(summary_ja=summary, consents=consents)) == found


def test_invite_proposes_times_to_come():
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert codes(rules.invite_blockers(slots=[], now=now)) == ["slots_missing"]
    assert codes(rules.invite_blockers(slots=[now + timedelta(days=1), now], now=now)) == ["slot_past"]
    assert rules.invite_blockers(slots=[now + timedelta(minutes=1)], now=now) == []


@pytest.mark.parametrize(("note", "found"), [("The degree is cut off", []), (" ", ["note_missing"])])
def test_sending_back_says_why(note, found):
    assert codes(rules.note_blockers(note=note)) == found


@pytest.mark.parametrize("name", rules.WRITTEN_CONDITIONS)
def test_each_written_condition_is_asked(name):
    given = {"seats_left": 1, "answer_by": date(2026, 12, 7), "today": TODAY}
    assert rules.offer_blockers(conditions=OFFER, **given) == []
    for empty in (None, "", "  ", 0):
        assert codes(rules.offer_blockers(conditions=OFFER | {name: empty}, **given)) == [f"offer_{name}_missing"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"seats_left": 0}, ["seat_not_left"]),
        ({"answer_by": None}, ["answer_by_missing"]),
        ({"answer_by": TODAY}, ["answer_by_past"]),
        ({"answer_by": date(2026, 11, 24)}, []),
        ({"answer_by": date(2027, 4, 1)}, ["offer_start_before_answer"]),
        ({"conditions": OFFER | {"starts_on": TODAY}}, ["offer_start_past", "offer_start_before_answer"]),
    ],
)
def test_offer_needs_a_seat_and_time_to_answer(change, found):
    given = {"conditions": OFFER, "seats_left": 1, "answer_by": date(2026, 12, 7), "today": TODAY}
    assert codes(rules.offer_blockers(**given | change)) == found


@pytest.mark.parametrize(("offered", "advertised", "warned"), [(300, 300, False), (299, 300, True), (301, 300, False), (None, 300, False)])
def test_an_offer_below_the_advertisement_is_shown(offered, advertised, warned):
    reason = Reason("offer_below_advertised", (("offered", offered), ("advertised", advertised)))
    assert rules.offer_warnings(offered_pay=offered, advertised_pay=advertised) == ([reason] if warned else [])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"seats_left": 0}, ["seat_not_left"]),
        ({"seats_left": -1}, ["seat_not_left"]),
        ({"offer_is_made": False}, ["offer_not_made"]),
        ({"answer_by": date(2026, 11, 22)}, ["offer_lapsed"]),
        ({"has_other_accepted": True}, ["other_accepted"]),
        ({"code_is_confirmed": False}, ["code_not_confirmed"]),
    ],
)
def test_accept(change, found):
    assert codes(rules.accept_blockers(**ACCEPT | change)) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"restore_to": ""}, ["nothing_to_restore"]),
        ({"vacancy_is_open": False}, ["vacancy_not_open"]),
        ({"has_other_accepted": True}, ["other_accepted"]),
    ],
)
def test_restore(change, found):
    given = {"restore_to": "endorsed", "vacancy_is_open": True, "has_other_accepted": False}
    assert codes(rules.restore_blockers(**given | change)) == found


@pytest.mark.parametrize("ground", [*rules.NOT_SELECT_GROUNDS, "", "ugly"])
@pytest.mark.parametrize("role", ["oec_officer", "oec_supervisor", "inter_ses", "employer", "candidate", "system"])
def test_not_selecting_names_a_ground_of_the_role(ground, role):
    known = rules.NOT_SELECT_GROUNDS.get(ground)
    may = known is not None and role in known.by
    assert codes(rules.not_select_blockers(ground=ground, by=role)) == ([] if may else ["ground_missing"])


def test_no_machine_rejects_and_every_deciding_role_has_shared_grounds():
    assert all("system" not in ground.by for ground in rules.NOT_SELECT_GROUNDS.values())
    for role in rules.EVERYONE:
        assert [code for code, ground in rules.NOT_SELECT_GROUNDS.items() if role in ground.by and ground.is_shared]


def test_closing_names_a_ground():
    assert all(rules.close_blockers(ground=ground) == [] for ground in rules.CLOSE_GROUNDS)
    assert codes(rules.close_blockers(ground="bored")) == ["ground_missing"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"protector_number": " "}, ["protector_number_missing"]),
        ({"visa_number": ""}, ["visa_number_missing"]),
        ({"flight_on": None}, ["flight_missing"]),
        ({"flight_on": date(2026, 8, 31)}, ["flight_before_accepted"]),
        ({"flight_on": date(2026, 11, 24)}, ["flight_still_ahead"]),
    ],
)
def test_depart(change, found):
    assert codes(rules.depart_blockers(**DEPART | change)) == found


@pytest.mark.parametrize(
    ("arrived", "found"),
    [
        (TODAY, []),
        (None, ["arrival_missing"]),
        (date(2026, 11, 20), ["arrival_before_flight"]),
        (date(2026, 11, 24), ["arrival_still_ahead"]),
    ],
)
def test_arrive(arrived, found):
    assert codes(rules.arrive_blockers(arrived_on=arrived, flight_on=date(2026, 11, 21), today=TODAY)) == found
