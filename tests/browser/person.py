"""A person in front of a browser: goes to pages in the own language, fills forms as they are on the screen, reads the own mail."""

import re
import time
from datetime import date
from typing import Any

from tests.browser.conftest import Portal, sign_in

MAIN = "main form:has(.btn:not(.sec))"
FAULTS = ".f.bad, .note.err"
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


class Person:
    """One visitor. `contact` is the address where codes and letters of this person arrive."""

    def __init__(self, page: Any, portal: Portal, language: str, contact: str = "") -> None:
        self.page, self.portal, self.language, self.contact = page, portal, language, contact

    # ── pages ─────────────────────────────────────────────────────────────────────────────────────────

    def go(self, path: str) -> int:
        """Open an address below the own language (the desk has none); its status."""
        return self.page.goto(path if path.startswith("/desk") else f"/{self.language}{path}").status

    def follow(self, selector: str) -> None:
        """Click the first such link or button and wait for the next page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def sign_in(self, role: str) -> "Person":
        someone = self.portal.person(role)
        sign_in(self.page, someone, self.language)
        self.contact = someone["email"]
        return self

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    # ── forms ─────────────────────────────────────────────────────────────────────────────────────────

    def fill(self, scope: str = "main", **values: Any) -> "Person":
        for name, value in values.items():
            if isinstance(value, date):
                self.fill_date(scope, name, value)
            else:
                self.put(f"{scope} [name='{name}']", value)
        return self

    def fill_date(self, scope: str, name: str, day: date) -> None:
        """Three boxes, or the browser's own date field."""
        if self.page.locator(f"{scope} [name='{name}_day']").count():
            for part in ("year", "month", "day"):
                self.put(f"{scope} [name='{name}_{part}']", str(getattr(day, part)))
        else:
            self.put(f"{scope} [name='{name}']", day.isoformat())

    def put(self, selector: str, value: Any) -> None:
        """Type, tick, choose or attach, as the control wants it."""
        control = self.page.locator(selector)
        self.unfold(control.first)
        tag, kind = control.first.evaluate("e => [e.localName, e.type]")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                (control if one is True else self.page.locator(f"{selector}[value='{one}']")).check()
        elif tag == "select":
            control.select_option(value)
        elif kind == "file":
            control.set_input_files(value)
        else:
            control.fill(str(value))

    def unfold(self, control: Any) -> None:
        """Open the folded group in which this control stands."""
        folded = control.locator("xpath=ancestor::details[not(@open)]")
        if folded.count():
            folded.first.locator("> summary").click()

    def send(self, button: str = f"{MAIN} .btn:not(.sec)", *, is_refused: bool = False) -> "Person":
        """Press the button; the next page shows faults only where the story says so."""
        self.follow(button)
        faults = self.page.locator(FAULTS).all_inner_texts()
        assert bool(faults) == is_refused, f"{self.page.url}: {faults}\n{self.text[:1500]}"
        return self

    # ── mail ──────────────────────────────────────────────────────────────────────────────────────────

    def code(self, after: int) -> str:
        """The code in the newest message to this person that came after so many deliveries."""
        found = self.portal.wait_for(lambda line: line["to"] == self.contact and CODE.search(line["body"]), after=after)
        assert found["language"] == self.language
        return CODE.search(found["body"]).group()

    def got(self, template: str, channel: str = "email", *, after: int = 0) -> dict[str, str]:
        """The delivered letter of this name to this person, once it is there; it is in the person's language."""
        wanted = (self.contact, template, channel)
        found = self.portal.wait_for(lambda line: (line["to"], line["template"], line["channel"]) == wanted, after=after)
        assert found["language"] == self.language, found
        return found

    def inbox(self, least: int, seconds: float = 30) -> list[str]:
        """What the inbox lists, once there are so many."""
        end = time.monotonic() + seconds
        while True:
            self.go("/inbox/")
            news = self.page.locator("main ul.check a").all_inner_texts()
            if len(news) >= least or time.monotonic() > end:
                return news
            time.sleep(0.3)

    # ── the desk ──────────────────────────────────────────────────────────────────────────────────────

    def open_case(self, kind: str, words: str, *, group: str = "todo") -> None:
        """Find the row in the queue, page by page, and open it."""
        self.go(f"/desk/queue/{kind}/?group={group}")
        row = self.page.locator("table.queue tbody tr").filter(has_text=words).first
        while not row.count():
            assert self.page.locator("a[rel=next]").count(), f"{words} is not in the queue of {kind}:\n{self.text[:800]}"
            self.follow("a[rel=next]")
        with self.page.expect_navigation():
            row.locator("button").click()

    def decide(self, kind: str, words: str, step: str, *, group: str = "todo", **said: Any) -> None:
        """Open the case, fill this decision's form and send it."""
        self.open_case(kind, words, group=group)
        box = f"details:has(form[action$='/{step}/'])"
        if self.page.locator(box).get_attribute("open") is None:
            self.page.locator(f"{box} > summary").click()
        self.fill(box, **said)
        self.send(f"{box} button.linkish:not([name])")
