"""Limits: exact under threads, narrow per account and device, wide per network, and never a lock-out of the owner."""

import threading

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client, RequestFactory

from accounts.limits import TooMany, give_back, sweep, take
from accounts.models import Counter
from accounts.network import client_address, network
from tests.accounts.conftest import CODE, LOGIN
from tests.conftest import PASSWORD


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_count_as_fifty():
    passed, gate = [], threading.Barrier(50)

    def one():
        gate.wait()
        try:
            take(("password.contact", "ayesha"))
            passed.append(1)
        except TooMany:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(passed), Counter.objects.get().count) == (10, 10)


def test_a_right_try_is_given_back(db):
    for _ in range(25):
        take(("password.contact", "ayesha"))
        give_back(("password.contact", "ayesha"))
    assert Counter.objects.get().count == 0


def test_no_contact_is_kept_in_the_counters(db):
    take(("code.contact", "+923012345678"))
    assert b"923012345678" not in bytes(Counter.objects.get().key)


def test_old_windows_are_swept(db):
    take(("code.contact", "+923012345678"))
    Counter.objects.update(window_starts="2026-01-01T00:00:00Z")
    assert (sweep(), Counter.objects.count()) == (1, 0)


def test_the_eleventh_wrong_password_waits_and_the_form_stays(client, ayesha):
    client.get(LOGIN)
    answers = [client.post(LOGIN, {"login": ayesha.phone, "password": f"wrong {n}", "way": "password"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    text = answers[-1].content.decode()
    assert ("Too many tries" in text, ayesha.phone in text, int(answers[-1]["Retry-After"]) <= 3600) == (True, True, True)


def test_unknown_people_are_counted_alike(client, db):
    client.get(LOGIN)
    answers = [
        client.post(LOGIN, {"login": "nobody@example.org", "password": f"wrong {n}", "way": "password"}).status_code for n in range(11)
    ]
    assert answers == [200] * 10 + [429]


def test_the_owner_gets_in_on_a_known_device_during_an_attack(client, ayesha):
    client.get(LOGIN)
    client.post(LOGIN, {"login": ayesha.phone, "password": PASSWORD, "way": "password"})
    client.post("/en/accounts/logout/")
    for n in range(12):
        Client().post(LOGIN, {"login": ayesha.phone, "password": f"wrong {n}", "way": "password"})
    assert Client().post(LOGIN, {"login": ayesha.phone, "password": PASSWORD, "way": "password"}).status_code == 429
    client.post(LOGIN, {"login": ayesha.phone, "password": PASSWORD, "way": "password"})
    assert get_user(client) == ayesha


def test_three_codes_in_ten_minutes_per_phone_whoever_asks(db):
    answers = [Client().post(LOGIN, {"login": "03012345678", "way": "code"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_many_people_behind_one_address_still_get_codes(db):
    answers = []
    for n in range(70):
        browser = Client()
        browser.get(LOGIN)
        answers.append(browser.post(LOGIN, {"login": f"0301{2000000 + n}", "way": "code"}).status_code)
    assert answers == [302] * 70


def test_one_device_asks_for_fifteen_codes_only(client, db):
    client.get(LOGIN)
    answers = [client.post(LOGIN, {"login": f"0301{3000000 + n}", "way": "code"}).status_code for n in range(16)]
    assert answers == [302] * 15 + [429]


def test_parallel_guesses_get_three_tries(client, ayesha, newest_code):
    client.post(LOGIN, {"login": ayesha.phone, "way": "code"})
    right, old = newest_code(ayesha.phone), dict(client.session["proof"])
    for n in range(3):
        client.post(CODE, {"code": f"{(int(right) + 1 + n) % 1_000_000:06}"})
        session = client.session
        session["proof"] = old  # as a parallel request would still see it
        session.save()
    client.post(CODE, {"code": right})
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.1"),
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "203.0.113.7, 10.1.1.1", "203.0.113.7"),
        (1, "junk", "0.0.0.0"),
        (2, "6.6.6.6", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}))
    assert client_address(request) == address


def test_one_ipv6_network_is_64_bits(settings):
    assert network(RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")) == "2001:db8:1:2::/64"
