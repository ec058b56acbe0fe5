"""The whole portal as `make run` starts it, on servers and folders of its own, and a Chromium in front of it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUIET = ("background-networking", "component-update", "sync", "gpu", "quic")
FLAGS = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in QUIET)]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first draws no window: twice as fast
LANGUAGES = {"en": "en-GB", "ur": "ur-PK", "ja": "ja-JP"}
READY = 300  # seconds; a machine may be slow and start two at once
OWN = ("DATABASE_URL", "REDIS_URL", "DEMO", "DJANGO_SETTINGS_MODULE")  # of the surrounding tests; the portal brings its own


def chromium_path() -> str | None:
    """CHROMIUM, one on the PATH, or Playwright's own; None when there is none."""
    if own := os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None):
        return own
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = play.chromium.executable_path
    return path if Path(path).exists() else None


@pytest.fixture(scope="session")
def chromium():
    """Path of a Chromium; without one the tests are skipped with the command that installs it, or fail under REQUIRE_BROWSER=1."""
    path = chromium_path()
    if path is None:
        words = "no Chromium found: run `.venv/bin/python -m playwright install chromium`, or set CHROMIUM="
        pytest.fail(words) if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip(words)
    return path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Portal:
    """A running portal: where it is, who may sign in, what was sent."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder

    @property
    def people(self) -> list[dict[str, str]]:
        return json.loads((self.folder / "demo.json").read_text())["people"]

    def person(self, role: str, language: str = "", email: str = "") -> dict[str, str]:
        return next(row for row in self.people if row["role"] == role and language in ("", row["language"]) and email in ("", row["email"]))

    def sent(self) -> list[dict[str, str]]:
        """What the fake provider delivered, oldest first."""
        path = self.folder / "outbox.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def wait_for(self, found, *, after: int = 0, seconds: float = 20):
        """The newest message for which `found(message)` holds, of those delivered after so many others."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for line in reversed(self.sent()[after:]):
                if found(line):
                    return line
            time.sleep(0.1)
        raise AssertionError(f"not delivered within {seconds} s; last: {self.sent()[-3:]}")


def ready(url: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until /healthz says ok; otherwise show what the portal printed."""
    end = time.monotonic() + READY
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=3) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the portal is not ready:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="package")
def portal(chromium, tmp_path_factory):
    """`manage.py up` with everything, embedded servers too; or the one that runs at PORTAL_URL with its folder PORTAL_DIR."""
    if os.environ.get("PORTAL_URL"):
        yield Portal(os.environ["PORTAL_URL"], Path(os.environ["PORTAL_DIR"]))
        return
    folder, port = tmp_path_factory.mktemp("portal"), free_port()
    keep = {name: value for name, value in os.environ.items() if name not in OWN}
    log = folder / "up.log"
    with log.open("w") as out:
        command = [sys.executable, "manage.py", "up", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=keep | {"LOCAL_DIR": str(folder)}, stdout=out, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            ready(url, process, log)
            yield Portal(url, folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="package")
def browser(chromium):
    """One Chromium for these tests; it is gone, with its loop, before others ask the database."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        made = play.chromium.launch(executable_path=chromium, args=FLAGS)
        yield made
        made.close()


class Visitors:
    """Fresh visitors, each with a context of its own; what their consoles complain about is kept."""

    def __init__(self, browser, portal) -> None:
        self.browser, self.portal, self.contexts, self.errors = browser, portal, [], []

    def context(self, language: str = "en", *, width: int = 360, js: bool = True):
        size = {"width": width, "height": 740 if width < 700 else 800}
        made = self.browser.new_context(base_url=self.portal.url, locale=LANGUAGES[language], viewport=size, java_script_enabled=js)
        made.set_default_timeout(30_000)
        self.contexts.append(made)
        return made

    def open(self, language: str = "en", **how):
        return self.watch(self.context(language, **how).new_page())

    def watch(self, page):
        """Keep what the console says (but for answers that refuse) and every 5xx."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", lambda answer: self.errors.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None)
        return page

    def _hear(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.errors.append(f"{message.text} at {message.location.get('url', '')}")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.errors == []


@pytest.fixture
def open_page(browser, portal):
    """open_page(language, width=…, js=…): a page of a fresh visitor; console errors and 5xx fail the test at its end."""
    visitors = Visitors(browser, portal)
    yield visitors.open
    visitors.leave()


@pytest.fixture(scope="module")
def visitors(browser, portal):
    """The same for a whole file of tests that share their people."""
    made = Visitors(browser, portal)
    yield made
    made.leave()


def sign_in(page, person: dict[str, str], language: str = "en") -> None:
    """By the one sign-in page, with password."""
    page.goto(f"/{language}/accounts/login/")
    page.fill("input[name=login]", person["email"])
    page.fill("input[name=password]", person["password"])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_load_state("load")
    assert "/login" not in page.url, page.content()[:2000]
