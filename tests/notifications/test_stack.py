"""The real thing: journal, relay process, broker, worker process, provider. And a web process that needs none of them."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.contact import Contact, Kind
from notifications.channels import outbox
from notifications.codes import Adapter
from notifications.models import Message
from tests.applications.factories import ApplicationFactory, ready_profile
from workflow.advance import advance
from workflow.models import Entry

PROCESSES = [
    ["-m", "celery", "-A", "portal.celery", "worker", "-Q", "celery,critical,bulk", "-c", "2", "--loglevel", "ERROR"],
    ["manage.py", "relay"],
]
ROUNDS, SLOWEST = 15, 5.0


@pytest.fixture
def stack(transactional_db, tmp_path):
    """A worker and a relay of their own, on the test's database and on a Redis database apart from the portal's."""
    yield from running(PROCESSES, settings.REDIS_URL.rsplit("/", 1)[0] + "/13", tmp_path)


def running(programs, broker, tmp_path, **more):
    """These processes on the test's database and this broker, until the test is over."""
    user, word, host, port, name = (
        quote(str(connection.settings_dict[key]), safe="") for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    )
    places = {"DATABASE_URL": f"postgres://{user}:{word}@{host}:{port}/{name}", "REDIS_URL": broker, "LOCAL_DIR": str(settings.LOCAL_DIR)}
    with (tmp_path / "log").open("wb") as log:
        common = {"cwd": settings.BASE_DIR, "env": os.environ | places | {"DEMO": "1"} | more, "stdout": log, "stderr": subprocess.STDOUT}
        started = [subprocess.Popen([sys.executable, *words], **common) for words in programs]
        yield started
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(timeout=30)


def wait_for(what, seconds):
    """Until it is so, or the test fails saying what was there."""
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, list(Message.objects.values_list("template", "channel", "state"))
        time.sleep(0.02)
    return found


def delivered(entry):
    """All messages of this entry, once each of them has left."""
    rows = list(Message.objects.filter(entry=entry))
    return rows if rows and all(row.state == "sent" for row in rows) else None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_from_commit_to_delivery_on_real_processes(stack, omar, capsys):
    first = submit(ready_profile())
    wait_for(lambda: delivered(first), 60)  # both processes are up
    times = []
    for _ in range(ROUNDS):
        entry = submit(ready_profile())
        messages = wait_for(lambda entry=entry: delivered(entry), SLOWEST)
        times.append(max((message.sent_at - entry.at).total_seconds() for message in messages))
    with capsys.disabled():
        print(f"\ncommit to delivered: p50 {statistics.median(times):.2f} s, slowest {max(times):.2f} s")
    assert max(times) < SLOWEST
    sent = [line["message_id"] for line in outbox.last_delivered(10_000)]
    assert [sent.count(str(row.public_id)) for row in Message.objects.exclude(channel="inbox")] == [1] * (ROUNDS + 1)


def submit(profile) -> Entry:
    """A real step, committed."""
    return advance(ApplicationFactory(candidate=profile), "submit", by=profile.user, submitted_at="2026-11-23T00:00Z")


# ── the web process ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sealed(monkeypatch):
    """Every connection that Python code opens (libpq's own to PostgreSQL is not one) is refused and noted."""
    tried = []

    def refuse(self, address):
        tried.append(address)
        raise ConnectionRefusedError(address)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    return tried


@pytest.mark.django_db(transaction=True)
def test_the_web_process_opens_no_connection_to_the_broker_or_a_provider(sealed, ayesha):
    application = ApplicationFactory(candidate=ready_profile(ayesha), state="submitted")
    client = Client()
    client.force_login(ayesha)
    answer = client.post(f"/en/me/applications/{application.public_id}/steps/withdraw/", {"version": application.version, "confirm": "1"})
    Adapter().send_code(Contact(Kind.PHONE, "+923001234567"), "123456", purpose="sign_in", language="en")
    assert (answer.status_code, client.get("/en/inbox/").status_code, client.get("/healthz").status_code in (200, 503)) == (302, 200, True)
    assert list(Entry.objects.filter(planned_at=None).values_list("kind", flat=True)) == ["application.withdraw"]
    assert sealed == []
