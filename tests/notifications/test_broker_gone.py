"""A broker that stops and comes back: no page fails, nothing is lost, nothing is sent twice."""

import ast
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest
from django.conf import settings
from django.test import Client

from notifications.channels import outbox
from notifications.models import Message
from portal.local.process import stop
from portal.local.valkey import Valkey
from reviews.models import Claim
from tests.applications.factories import ApplicationFactory, proven_profile, ready_profile
from tests.notifications.test_stack import PROCESSES, delivered, running, submit, wait_for
from workflow.models import Entry, Reaction

MAY_PUBLISH = re.compile(r"workflow/relay\.py|notifications/delivery\.py|[a-z]+/tasks\.py|portal/management/commands/prepare\.py")
BACK = 15.0  # seconds from the broker's return to the last delivery


@pytest.fixture
def valkey(tmp_path):
    """A broker of its own, which keeps nothing when it stops."""
    server = Valkey(tmp_path, durable=False)
    server.home.parent.joinpath("logs").mkdir(exist_ok=True)
    server.start()
    yield server
    stop([server.child], seconds=4)


@pytest.fixture
def stack(transactional_db, valkey, tmp_path, free_tcp_port):
    """Worker, relay and web process on that broker; the address of the web process."""
    web = ["-m", "gunicorn", "-b", f"127.0.0.1:{free_tcp_port}", "-k", "gthread", "--threads", "2", "portal.wsgi"]
    processes = running([*PROCESSES, web], valkey.url(), tmp_path, DEBUG="1")  # pages without collected files
    next(processes)
    yield f"http://127.0.0.1:{free_tcp_port}"
    list(processes)


class Browser:
    """Asks the web process over HTTP, as one who is signed in."""

    def __init__(self, base, user=None):
        self.base, jar = base, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.session = ""
        if user:
            client = Client()
            client.force_login(user)
            self.session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, path, **data):
        """(status, text); a form is sent with the token of the page before."""
        body = urllib.parse.urlencode(data | {"csrfmiddlewaretoken": self.token}).encode() if data else None
        request = urllib.request.Request(f"{self.base}{path}", body)
        if self.session:
            request.add_header("Cookie", "; ".join([f"{settings.SESSION_COOKIE_NAME}={self.session}", *self.csrf()]))
        try:
            with self.opener.open(request, timeout=20) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as failure:
            status, text = failure.code, failure.read().decode()
        self.token = next(iter(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text)), "")
        return status, text

    def csrf(self):
        jar = self.opener.handlers[[type(one).__name__ for one in self.opener.handlers].index("HTTPCookieProcessor")].cookiejar
        return [f"{cookie.name}={cookie.value}" for cookie in jar if cookie.name != settings.SESSION_COOKIE_NAME]


def is_up(base):
    try:
        return Browser(base).ask("/en/accounts/login/")[0] == 200
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_while_the_broker_is_gone_people_work_and_after_it_all_is_told_once(stack, valkey, omar, ayesha):
    first = submit(ready_profile())
    wait_for(lambda: delivered(first), 60)
    wait_for(lambda: is_up(stack), 30)
    stop([valkey.child], seconds=4)
    assert not valkey.answers()
    case = ApplicationFactory(state="submitted", candidate=proven_profile())
    mine = ApplicationFactory(state="submitted", candidate=ready_profile(ayesha))
    stranger, officer, candidate = Browser(stack), Browser(stack, omar), Browser(stack, ayesha)
    assert stranger.ask("/en/accounts/login/")[0] == 200
    for _ in range(3):  # counted by the limits
        assert stranger.ask("/en/accounts/login/", login="nobody@example.org", password="not the password")[0] == 200  # noqa: S106
    assert officer.ask(f"/desk/case/application/{case.public_id}/")[0] == 200
    assert officer.ask(f"/desk/queue/application/{case.public_id}/open/", version=case.version)[0] == 200
    assert Claim.objects.filter(user=omar, subject_ref=case.public_id).exists()
    at = f"/en/me/applications/{mine.public_id}/steps/withdraw/"
    assert candidate.ask(at)[0] == 200
    assert candidate.ask(at, version=mine.version, confirm="1")[0] == 200
    second = submit(ready_profile())
    withdrawn = Entry.objects.get(kind="application.withdraw")
    time.sleep(2)  # the relay tries, and fails
    assert not Message.objects.filter(entry__in=[second, withdrawn], channel="inbox").exists()
    valkey.start()
    began = time.monotonic()
    for entry in (second, withdrawn):
        wait_for(lambda entry=entry: delivered(entry), 60)
    assert time.monotonic() - began < BACK
    assert not Reaction.objects.filter(done_at=None).exists()
    sent = [line["message_id"] for line in outbox.last_delivered(10_000)]
    away = Message.objects.filter(entry__in=[second, withdrawn]).exclude(channel="inbox")
    assert [sent.count(str(row.public_id)) for row in away] == [1] * away.count() != []


def test_nothing_that_answers_a_request_publishes_by_itself():
    found = set()
    for path in settings.BASE_DIR.glob("*/**/*.py"):
        where = str(path.relative_to(settings.BASE_DIR))
        if where.startswith(("tests/", ".venv/", "portal/local/")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            publishes = isinstance(node, ast.Attribute) and node.attr in ("delay", "apply_async", "send_task")
            speaks = isinstance(node, ast.Import | ast.ImportFrom) and "redis" in ast.dump(node)
            if publishes or speaks:
                found.add(where)
    assert {where for where in found if not MAY_PUBLISH.fullmatch(where)} == set()
    assert "workflow/relay.py" in found
