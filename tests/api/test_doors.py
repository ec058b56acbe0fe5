"""Who gets in, as what, and what everybody else is told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from api.keys import issue
from api.models import ApiKey
from api.verbs import VERBS
from tests.api.conftest import Caller
from tests.jobs.factories import VacancyFactory

PROBLEM = "application/problem+json"
LISTS = ["employers", "demand-letters", "evidence", "applications", "offers"]


def is_problem(answer, status):
    """A problem document of this status, and nothing more than it should say."""
    body = answer.json()
    return (answer.status_code, answer["Content-Type"], body["status"]) == (status, PROBLEM, status) and body["type"].startswith(
        "urn:safeer:problem:"
    )


@pytest.mark.parametrize("kind", LISTS)
def test_lists_need_a_key(stranger, kind):
    answer = stranger.read(f"{kind}/")
    assert is_problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"


def test_vacancies_are_open_to_everybody(stranger, opening, company):
    VacancyFactory(employer=company, state="draft")
    rows = stranger.read("vacancies/").json()["results"]
    assert [row["id"] for row in rows] == [str(opening.public_id)]
    assert rows[0]["open_steps"] == []
    assert stranger.read(f"vacancies/{opening.public_id}/").json()["title_en"] == opening.title_en


@pytest.mark.parametrize("token", ["x", "sfr_", "sfr_abc_def", "sfr__", "ﺥ", "sfr_" + "a" * 5000])
def test_false_keys_are_401_everywhere(db, token):
    assert is_problem(Caller(token).read("vacancies/"), 401)


def test_keys_end_by_day_by_hand_and_with_their_owner(ayesha):
    caller = Caller(issue(ayesha, "test"))
    key = ApiKey.objects.get()
    for change in ({"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1), "revoked_at": None}):
        ApiKey.objects.update(**change)
        assert caller.read("applications/").status_code == 401
    ApiKey.objects.update(expires_at=key.expires_at)
    assert caller.read("applications/").status_code == 200
    ayesha.is_active = False
    ayesha.save()
    assert caller.read("applications/").status_code == 401


def test_the_secret_is_kept_nowhere(ayesha):
    token = issue(ayesha, "test")
    assert token.rpartition("_")[2].encode() not in bytes(ApiKey.objects.get().secret_hash)
    assert ApiKey.objects.get().secret_hash != token.encode()


def test_a_reading_key_takes_no_step(call, applied):
    application = applied("draft")
    caller = call("ayesha", scopes=["read"])
    assert caller.read("applications/").status_code == 200
    assert is_problem(caller.send(f"applications/{application.public_id}/withdraw/", {"version": 0}), 403)
    assert is_problem(call("ayesha", scopes=["steps"]).read("vacancies/"), 403)


def test_a_session_needs_the_csrf_token(ayesha, opening):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ayesha)
    body = {"vacancy": str(opening.public_id)}
    assert is_problem(browser.post("/api/v1/applications/", body, content_type="application/json"), 403)
    browser.cookies["csrf"] = token = "a" * 32
    answer = browser.post("/api/v1/applications/", body, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 201


def test_a_desk_session_without_second_factor_stays_outside_where_it_is_demanded(omar, settings):
    browser = Client()
    browser.force_login(omar)
    settings.MFA_REQUIRED = True
    assert browser.get("/api/v1/vacancies/").status_code in (302, 403)
    assert browser.get("/api/v1/evidence/").status_code in (302, 403)


@pytest.mark.parametrize(("path", "status"), [("nope/", 404), ("vacancies", 404), ("vacancies/1/", 404), ("applications/x/submit/", 404)])
def test_unknown_addresses_are_problems(stranger, path, status):
    for method in ("get", "post", "put", "delete", "patch"):
        assert is_problem(getattr(stranger, method)(f"/api/v1/{path}"), status)


def test_wrong_methods_and_types_are_problems(call, applied):
    path = f"/api/v1/applications/{applied('draft').public_id}/withdraw/"
    caller = call("ayesha")
    assert is_problem(caller.get(path), 405)
    assert is_problem(caller.delete("/api/v1/applications/"), 405)
    assert is_problem(caller.post(path, {"version": 0}), 415)
    assert is_problem(caller.post(path, "version=0", content_type="text/plain"), 415)
    assert is_problem(caller.get("/api/v1/applications/", headers={"Accept": "text/html"}), 406)


BODIES = ["", "{", "[]", "null", "1", '"x"', '{"version": 1e999}', "[" * 100_000, '{"version": NaN}', '{"version": "\\ud800"}', "\xff"]


@pytest.mark.parametrize("raw", BODIES)
def test_bodies_that_cannot_be_read_are_400(call, applied, raw):
    path = f"/api/v1/applications/{applied('draft').public_id}/withdraw/"
    assert is_problem(call("ayesha").post(path, raw.encode("latin-1"), content_type="application/json"), 400)


def test_a_body_over_a_megabyte_is_413(call, applied):
    path = f"/api/v1/applications/{applied('draft').public_id}/withdraw/"
    raw = '{"note": "' + "x" * 1_000_001 + '"}'
    assert is_problem(call("ayesha").post(path, raw, content_type="application/json"), 413)


def test_keys_that_nobody_reads_are_refused(call, applied):
    application = applied("draft")
    answer = call("ayesha").send(f"applications/{application.public_id}/withdraw/", {"version": application.version, "state": "accepted"})
    assert is_problem(answer, 400)
    assert list(answer.json()["errors"]) == ["state"]
    application.refresh_from_db()
    assert application.state == "draft"


@pytest.mark.parametrize("kind", VERBS)
def test_strangers_find_nothing(call, applied, opening, kind):
    """Zed of another company, on each kind of thing and each of its steps."""
    application = applied("presented")
    rows = {
        "employers": opening.employer,
        "demand-letters": opening.demand_letter,
        "vacancies": VacancyFactory(employer=opening.employer, state="draft"),
        "evidence": application.candidate.evidence.first(),
        "applications": application,
    }
    zed = call("zed")
    assert is_problem(zed.read(f"{kind}/{rows[kind].public_id}/"), 404)
    assert zed.read(f"{kind}/").json()["results"] == []
    for step in VERBS[kind][2]:
        assert is_problem(zed.send(f"{kind}/{rows[kind].public_id}/{step}/", {"version": 0}), 404)


def test_refusals_have_the_words_of_the_pages(call, applied):
    application = applied("presented")
    answer = call("sato").send(f"applications/{application.public_id}/endorse/", {"version": application.version})
    assert is_problem(answer, 409)
    assert answer.json()["reasons"][0]["words"] in answer.json()["detail"]


def test_the_language_is_that_of_the_call_else_of_the_person(call, applied):
    applied("submitted")
    ayesha = call("ayesha")
    own, asked = ayesha.read("applications/"), ayesha.get("/api/v1/applications/", headers={"Accept-Language": "en"})
    assert asked.json()["results"][0]["public_state"] == "OEC is checking"
    assert own.json()["results"][0]["public_state"] != "OEC is checking"


def test_every_address_of_the_api_is_below_v1():
    names = [pattern for pattern in get_resolver().reverse_dict if isinstance(pattern, str)]
    assert not [name for name in names if name.startswith("api")]
