"""From nothing to a portal that answers, and back to nothing."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from portal.local import lock
from portal.local.places import ROOT, is_free, local_dir, read_json, write_json
from portal.local.process import Child, Trouble, launched, stop, write_down
from portal.local.screen import say, step
from portal.local.servers import Servers
from portal.local.watcher import Watcher

READY_SECONDS = 45
SILENT_SECONDS = 150  # a worker that does not answer for so long hangs: it is started again
LONG_STATEMENTS = {"DB_STATEMENT_TIMEOUT_MS": "300000"}


class Stopped(Exception):
    """Somebody asked us to stop while we were still starting."""


class PortalRun:
    """One `make run`: servers, preparation, the portal's four processes, the watch, the end."""

    def __init__(self, host: str, port: int):
        self.host, self.port, self.folder = host, port, local_dir()
        self.servers = Servers(self.folder)
        self.children: list[Child] = []
        self.shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host  # noqa: S104
        self.url = f"http://{self.shown}:{port}/"

    def run(self) -> None:
        """Everything in order; whatever happens, nothing is left running."""
        lock.take_or_explain(self.folder)
        self.write_down()
        if not is_free(self.host, self.port):
            raise Trouble(f"Port {self.port} on {self.host} is taken by another program. Choose another: make run PORT={self.port + 1}")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop_early)
        try:
            self.bring_up()
        except Stopped:
            say("Stopping.")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            self.end()

    def stop_early(self, *_: object) -> None:
        """The answer to Ctrl-C while starting."""
        raise Stopped

    def bring_up(self) -> None:
        """Servers, preparation, processes, then the watch."""
        began = time.monotonic()
        self.servers.start()
        self.write_down()
        self.prepare()
        self.children = portal_processes(self.folder, self.host, self.port)
        with step("Starting web, relay, worker and beat", usual=5):
            for child in self.children:
                child.start()
            self.write_down()
            self.wait_until_ready()
        self.tell(time.monotonic() - began)
        watcher = Watcher([*self.servers.children(), *self.children], self.write_down)
        watcher.obey_signals()
        self.watch(watcher)
        say("Stopping.")

    def prepare(self) -> None:
        """Migrations, words, static files, reference data and demo people, in one process of their own."""
        command = [sys.executable, "manage.py", "prepare"]
        environment = os.environ | {"DB_STATEMENT_TIMEOUT_MS": "0", "DB_LOCK_TIMEOUT_MS": "0"}
        child = subprocess.Popen(launched(command), cwd=ROOT, env=environment, start_new_session=True)
        try:
            if child.wait():
                raise Trouble("The portal could not be prepared; the reason stands above.")
        finally:
            child.kill()
            child.wait()

    def wait_until_ready(self) -> None:
        """Return when the health page is content; say what is wrong if it stays otherwise."""
        watcher = Watcher(self.children, self.write_down)
        deadline = time.monotonic() + READY_SECONDS
        while (health := self.health()).get("status") != "ok":
            if time.monotonic() > deadline:
                if not health:
                    raise Trouble(f"The web server does not answer; its last words:\n{self.children[0].tail()}")
                say(f"\n  Not everything is well yet: {json.dumps(health)}")
                return
            watcher.watch(0.1)

    def health(self) -> dict:
        """What /healthz says; empty if nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}healthz", timeout=5) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return read_answer(error)
        except (OSError, ValueError):
            return {}

    def watch(self, watcher: Watcher) -> None:
        """Watch the children; a worker that lives but does not work is started again too."""
        worker = next(child for child in self.children if child.name == "worker")
        content = time.monotonic()
        while not watcher.told_to_stop:
            watcher.watch(15)
            health = {} if watcher.told_to_stop else self.health()
            if health.get("worker", "ok") == "ok":
                content = time.monotonic()
            elif time.monotonic() - content > SILENT_SECONDS and worker.is_running():
                say("  worker does not answer; ending it")
                content = time.monotonic()
                worker.process.kill()

    def tell(self, seconds: float) -> None:
        """What a person needs to begin."""
        demo = self.folder / "demo.json"
        people = (read_json(demo) or {}).get("people", [])
        if people:
            write_json(demo, (read_json(demo) or {}) | {"base_url": self.url.rstrip("/")})
            say("\nDemo sign-ins (all fictional):")
            for person in people:
                say(f"  {person['role']:<16} {person['email']:<40} {person['password']}")
            say(f"Mail and SMS that were sent: {self.folder / 'outbox.jsonl'}")
        say(f"Logs: {self.folder / 'logs'}   Stop with Ctrl-C.   ({seconds:.1f} s)")
        say(f"Ready: {self.url}")

    def write_down(self) -> None:
        """Record what runs now."""
        write_down(self.folder / "run.json", self.url, [*self.servers.children(), *self.children])

    def end(self) -> None:
        """End the portal's processes, then the servers: within ten seconds in all."""
        stop(self.children, seconds=4)
        self.servers.stop()
        (self.folder / "run.json").unlink(missing_ok=True)


def read_answer(error: urllib.error.HTTPError) -> dict:
    """The body of a 503 of our own; empty for anything else."""
    try:
        body = json.load(error)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def portal_processes(folder: Path, host: str, port: int) -> list[Child]:
    """Web, relay, worker and beat, as production runs them."""
    python, logs, bind = sys.executable, folder / "logs", f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    celery = [python, "-m", "celery", "-A", "portal"]
    worker = [
        *celery,
        "worker",
        "-Q",
        "critical,celery,bulk",
        "--concurrency",
        "2",
        "--loglevel",
        "WARNING",
        "--without-gossip",
        "--without-mingle",
    ]
    beat = [*celery, "beat", "--schedule", str(folder / "beat"), "--pidfile", "", "--loglevel", "WARNING"]
    children = [
        Child("web", [python, "-m", "gunicorn", "portal.wsgi", "--bind", bind], logs / "web.log"),
        Child("relay", [python, "manage.py", "relay"], logs / "relay.log", env=LONG_STATEMENTS),
        Child("worker", worker, logs / "worker.log", env=LONG_STATEMENTS),
        Child("beat", beat, logs / "beat.log"),
    ]
    for child in children:
        child.cwd = ROOT
    return children
