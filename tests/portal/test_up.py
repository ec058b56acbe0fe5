"""`manage.py up` as a newcomer meets it: ready, one at a time, killed and started again, and nothing left."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from portal.local.places import ROOT, read_json
from portal.local.process import birth

pytestmark = pytest.mark.slow
FIRST_START, NEXT_START, END = 150, 60, 12  # seconds; far above the promise, because tests share two cores


def free_port():
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run:
    """One `manage.py up` in a folder of its own, with embedded servers."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        named = {"DATABASE_URL", "REDIS_URL", "DEMO", "PYTEST_CURRENT_TEST"}
        self.environment = {key: value for key, value in os.environ.items() if key not in named} | {"LOCAL_DIR": str(folder)}

    def command(self, *arguments):
        """A manage.py command line."""
        return [sys.executable, "manage.py", *arguments]

    def start(self, seconds):
        """Return when it says that it is ready."""
        deadline = time.monotonic() + seconds
        command = self.command("up", "--port", str(self.port))
        self.said = []
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if line.startswith("Ready:"):
                assert time.monotonic() < deadline
                return
        raise AssertionError("\n".join(self.said))

    def manage(self, *arguments):
        """A command beside it."""
        return subprocess.run(self.command(*arguments), cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=60)

    def ids(self):
        """The recorded processes by name."""
        return {row["name"]: row["pid"] for row in read_json(self.folder / "run.json")["processes"]}

    def health(self):
        """What /healthz says."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
            return json.load(answer)

    def entries(self):
        """How many people the database holds."""
        code = "from accounts.models import User; print(User.objects.count())"
        return int(self.manage("shell", "--no-imports", "-c", code).stdout)


@pytest.fixture
def run(tmp_path):
    """A run that is over when the test is, however it went."""
    folder = tmp_path / "local place"
    folder.mkdir()
    run = Run(folder)
    yield run
    run.manage("stop")


def wait_for(fact, seconds):
    """Whether it becomes true in time."""
    deadline = time.monotonic() + seconds
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.1)
    return fact()


def is_over(ids):
    """Whether none of these lives."""
    return not any(birth(pid) for pid in ids.values())


def test_the_whole_life_of_a_local_portal(run):
    run.start(FIRST_START)
    assert run.health()["status"] == "ok"
    assert {"up", "web", "relay", "worker", "beat", "postgres", "valkey"} == set(run.ids())
    assert read_json(run.folder / "demo.json")["base_url"] == f"http://127.0.0.1:{run.port}"
    people = run.entries()

    second = run.manage("up", "--port", str(free_port()))
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.strip() == f"Safeer already runs in this folder (http://127.0.0.1:{run.port}/). `make stop` ends it."

    died = run.ids()["relay"]
    os.kill(died, signal.SIGKILL)
    assert wait_for(lambda: run.ids()["relay"] != died, 10)

    left = run.ids()
    os.kill(left["up"], signal.SIGKILL)
    run.process.wait()
    run.start(NEXT_START)
    assert wait_for(lambda: is_over({name: pid for name, pid in left.items() if pid not in run.ids().values()}), END)
    assert run.entries() == people > 0

    last = run.ids()
    run.process.send_signal(signal.SIGTERM)
    assert run.process.wait(timeout=END) == 0
    assert is_over(last)
    assert run.manage("stop").stdout == "Nothing was running.\n"


def test_a_busy_port_is_said_in_one_line(run):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = run.manage("up", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [f"Port {port} on 127.0.0.1 is taken by another program. Choose another: make run PORT={port + 1}"]


def test_stop_ends_what_a_killed_start_left(run):
    starting = subprocess.Popen(
        run.command("up", "--port", str(run.port)), cwd=ROOT, env=run.environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    assert wait_for(lambda: (run.folder / "servers.json").exists(), 30)
    left = run.ids()
    starting.kill()
    starting.wait()
    run.manage("stop")
    assert is_over(left)
