"""The health page tells the truth, also about a database that is not there."""

import socket
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from workflow.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


def beat(seconds_ago):
    """The worker's last sign of life."""
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": timezone.now() - timedelta(seconds=seconds_ago)})


def test_all_is_well_after_a_fresh_heartbeat(client):
    beat(5)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "broker": "ok", "worker": "ok", "oldest_waiting_seconds": 0}


def test_a_silent_worker_is_named(client):
    beat(300)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"
    assert answer.json()["database"] == "ok"
    assert answer.json()["worker"] == "no sign of life for 300 s"


def test_no_heartbeat_ever_is_not_well(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "no sign of life yet")


def test_a_database_that_is_gone_is_said_quickly_and_without_a_500(client, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    began = time.monotonic()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "does not answer")
    assert time.monotonic() - began < 3


def test_a_database_that_hangs_is_said_within_seconds(client, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
        monkeypatch.setitem(connection.settings_dict, "PORT", str(hanging.getsockname()[1]))
        began = time.monotonic()
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert time.monotonic() - began < 4


def test_it_asks_nobody_to_sign_in_and_changes_nothing(client):
    assert client.post("/healthz").status_code == 405
    assert "Set-Cookie" not in client.get("/healthz").headers
