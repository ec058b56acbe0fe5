"""Steps through the API: the same verbs as the pages, each effect once, no identity value anywhere."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import limits
from api.models import IdempotencyKey
from api.once import fingerprint, forget
from api.verbs import VERBS
from applications.models import AcceptCode, Application
from tests.api.conftest import Caller
from tests.applications.factories import ApplicationFactory, OfferFactory, conditions, paper, ready_profile
from tests.candidates.factories import ProfileFactory
from tests.jobs.factories import VacancyFactory
from workflow.models import Entry

CANARIES = ("4220112345671", "42201-1234567-1", "Ayesha Canary", "1998-04-02", "+923012345678", "ayesha@example.org")


def step(caller, application, name, body=None, **headers):
    application.refresh_from_db()
    return caller.send(f"applications/{application.public_id}/{name}/", {"version": application.version} | (body or {}), **headers)


def test_a_candidate_starts_and_sends(call, ayeshas, opening):
    ayesha = call("ayesha")
    made = ayesha.send("applications/", {"vacancy": str(opening.public_id)})
    again = ayesha.send("applications/", {"vacancy": str(opening.public_id)})
    assert (made.status_code, again.status_code, made.json()["id"]) == (201, 201, again.json()["id"])
    application = Application.objects.get()
    sent = step(ayesha, application, "submit", {"consents": ["partners", "present"]})
    assert (sent.status_code, sent.json()["state"], sent.json()["owner"]) == (200, "submitted", "oec")


def test_missing_consents_are_refused_with_reasons(call, applied):
    answer = step(call("ayesha"), applied("draft"), "submit", {"consents": []})
    assert answer.status_code == 409
    assert answer.json()["reasons"]


def test_an_old_version_is_refused(call, applied):
    application = applied("submitted")
    answer = call("omar").send(f"applications/{application.public_id}/endorse/", {"version": application.version + 1})
    assert (answer.status_code, [r["code"] for r in answer.json()["reasons"]]) == (409, ["changed_meanwhile"])


def test_only_candidates_start_and_only_open_vacancies(call, ayeshas, opening, company):
    closed = VacancyFactory(employer=company, state="closed")
    assert call("omar").send("applications/", {"vacancy": str(opening.public_id)}).status_code == 409
    assert call("ayesha").send("applications/", {"vacancy": str(closed.public_id)}).status_code == 409
    hidden = VacancyFactory(employer=company, state="draft")
    assert call("ayesha").send("applications/", {"vacancy": str(hidden.public_id)}).status_code == 404


def test_oec_verifies_evidence(call, ayeshas):
    evidence = paper(ayeshas, "transcript", state="received")
    path = f"evidence/{evidence.public_id}/verify/"
    assert call("ken").send(path, {"version": 0, "how": "original"}).status_code == 404
    refused = call("omar").send(path, {"version": evidence.version, "how": "original"})
    assert refused.status_code == 409  # the file of this row was never scanned
    assert (
        call("omar").send(f"evidence/{evidence.public_id}/reject/", {"version": evidence.version, "fault": "unreadable"}).status_code == 200
    )


def test_an_employer_offers_and_the_candidate_sees_it_only_once_made(call, applied):
    application = applied("presented")
    said = {name: str(value) if name.endswith(("_on", "_by")) else value for name, value in conditions(application.vacancy).items()}
    assert step(call("sato"), application, "offer", said).status_code == 200
    assert call("ayesha").read("offers/").json()["results"] == []
    offer = call("ken").read("offers/").json()["results"][0]
    assert call("ken").send(f"offers/{offer['id']}/assent/", {}).status_code == 200
    assert len(call("ayesha").read("offers/").json()["results"]) == 1
    assert step(call("sato"), application, "offer", said | {"surprise": 1}).status_code == 400


def test_the_same_key_twice_has_one_effect_and_one_answer(call, applied):
    application = applied("submitted")
    body = {"version": application.version, "note": "late"}
    path, key = f"applications/{application.public_id}/withdraw/", {"Idempotency-Key": "k1"}
    caller = call("ayesha")
    first, second = (caller.send(path, body, **key) for _ in range(2))
    assert (first.status_code, second.status_code, first.json()) == (200, 200, second.json())
    assert Entry.objects.filter(kind="application.withdraw").count() == 1
    other = caller.send(path, body | {"note": "other"}, **key)
    assert (other.status_code, other.json()["type"]) == (422, "urn:safeer:problem:key-reused")


def test_a_refusal_gives_the_key_back(call, applied):
    application = applied("draft")
    caller, key = call("ayesha"), {"Idempotency-Key": "k1"}
    assert step(caller, application, "submit", {"consents": []}, **key).status_code == 409
    assert not IdempotencyKey.objects.exists()
    assert step(caller, application, "submit", {"consents": ["partners", "present"]}, **key).status_code == 200


@pytest.mark.parametrize("key", ["x" * 81, "é", "\t\x01"])
def test_keys_have_a_form(call, applied, key):
    assert step(call("ayesha"), applied("draft"), "withdraw", **{"Idempotency-Key": key}).status_code == 400


def test_a_key_whose_first_call_died_is_taken_over_after_two_minutes(call, applied, ayesha):
    application = applied("submitted")
    path, body = f"applications/{application.public_id}/withdraw/", {"version": application.version}
    caller, key = call("ayesha"), {"Idempotency-Key": "k1"}
    IdempotencyKey.objects.create(owner=ayesha, key="k1", request_hash=mark_of(path, body))
    assert caller.send(path, body, **key).status_code == 409
    IdempotencyKey.objects.update(at=timezone.now() - timedelta(minutes=3))
    assert caller.send(path, body | {"note": "other"}, **key).status_code == 422
    assert [caller.send(path, body, **key).status_code for _ in range(2)] == [200, 200]
    assert Entry.objects.filter(kind="application.withdraw").count() == 1


def mark_of(path, body):
    """The fingerprint of a call, as api.once makes it."""
    return fingerprint(SimpleNamespace(method="POST", path=f"/api/v1/{path}", data=body, content_type="application/json"))


def test_keys_are_forgotten_after_a_day(ayesha):
    for hours in (1, 25):
        IdempotencyKey.objects.create(owner=ayesha, key=str(hours), request_hash=b"", at=timezone.now() - timedelta(hours=hours))
    assert (forget(), IdempotencyKey.objects.get().key) == (1, "1")


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_have_one_effect(call, applied):
    application = applied("submitted")
    path, body = f"applications/{application.public_id}/withdraw/", {"version": application.version}
    token = call("ayesha").defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")

    def send(_):
        try:
            return Caller(token).send(path, body, **{"Idempotency-Key": "once"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(send, range(20)))
    assert set(statuses) <= {200, 409}
    assert 200 in statuses
    assert Entry.objects.filter(kind="application.withdraw").count() == 1


def test_a_wrong_code_counts_also_under_a_key(call, applied):
    application = applied("offered")
    caller = call("ayesha")
    assert step(caller, application, "accept_code", None).status_code == 400  # it wants no version
    assert caller.send(f"applications/{application.public_id}/accept_code/").status_code == 204
    for n in range(6):
        assert step(caller, application, "accept", {"code": "000000"}, **{"Idempotency-Key": f"k{n}"}).status_code == 409
    assert AcceptCode.objects.get().tries == 5


# ── lists ──────────────────────────────────────────────────────────────────────────────────────────────
def test_pages_neither_repeat_nor_lose_a_row(stranger, company):
    VacancyFactory.create_batch(25, employer=company, state="published")
    seen, path = [], "/api/v1/vacancies/?page_size=10"
    while path:
        body = stranger.get(path).json()
        seen += [row["id"] for row in body["results"]]
        path = body["next"]
    assert (len(seen), len(set(seen))) == (25, 25)


@pytest.mark.parametrize("size", ["0", "101", "-1", "x", "", "1000", "٥", "1.0"])
def test_page_sizes_beyond_the_limits_are_refused(stranger, size):
    assert stranger.read("vacancies/", page_size=size).status_code == 400


@pytest.mark.parametrize("cursor", ["x", "%00", "bz0x", "cD0x", "cD3vv70="])
def test_forged_cursors_are_no_failure(stranger, opening, cursor):
    assert stranger.read("vacancies/", cursor=cursor).status_code in (200, 404)


@pytest.mark.parametrize("kind", ["vacancies", "applications", "evidence", "employers", "demand-letters", "offers"])
def test_lists_cost_the_same_at_any_length(call, reference, kind):
    def more(count):
        for _ in range(count):
            application = ApplicationFactory(candidate=ready_profile(), state="draft")
            OfferFactory(application=application, made_by=application.candidate.user)
            paper(application.candidate, "cnic", state="received")

    more(3)
    caller = call("omar")
    few = queries_of(caller, kind)
    more(12)
    assert queries_of(caller, kind) == few <= 4


def queries_of(caller, kind):
    """How many queries one list takes."""
    caller.read(f"{kind}/")
    with CaptureQueriesContext(connection) as queries:
        assert caller.read(f"{kind}/", page_size=100).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["ayesha", "sato", "omar", "ken", "audit"])
def test_no_identity_value_in_any_answer(call, applied, who):
    application = applied("interviewing")
    ProfileFactory()
    caller = call(who)
    for kind in VERBS:
        text = json.dumps(caller.read(f"{kind}/", page_size=100).json(), ensure_ascii=False)
        assert [canary for canary in CANARIES if canary in text] == []
    assert caller.read(f"applications/{application.public_id}/").status_code in (200, 404)


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────────
def test_the_limit_is_exact_and_says_when_to_come_back(call, stranger, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "api.read", limits.Limit(3, 3600))
    assert [stranger.read("vacancies/").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    answer = stranger.read("vacancies/")
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert answer.json()["type"] == "urn:safeer:problem:too-many-requests"
    forged = stranger.get("/api/v1/vacancies/", headers={"X-Forwarded-For": "203.0.113.9"})
    assert forged.status_code == 429


def test_steps_and_keys_are_counted_apart(call, applied, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "api.steps", limits.Limit(1, 3600))
    application = applied("draft")
    one, two = call("ayesha"), call("ayesha")
    assert [step(one, application, "submit", {"consents": []}).status_code for _ in range(2)] == [409, 429]
    assert one.read("applications/").status_code == 200
    assert step(two, application, "submit", {"consents": []}).status_code == 409
