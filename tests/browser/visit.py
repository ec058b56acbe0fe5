"""A visit that is counted as design brief 5 counts it: pages are full loads after the start, taps are clicks or keys that act."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance

from tests.browser.conftest import Portal, Visitors
from tests.browser.person import MAIN, Person
from tests.browser.test_story import URDU, digits

SEND = f"{MAIN} .btn:not(.sec)"
QUESTIONS = "main > p"  # of the first page of an application; the last says how many the employer asks
NAMES = {"ur": "محمد علی", "en": "Muhammad Ali"}


@dataclass(frozen=True)
class Count:
    """What a task took."""

    pages: int
    taps: int

    def within(self, pages: int, taps: int) -> bool:
        return self.pages <= pages and self.taps <= taps


class Visit(Person):
    """A person whose pages and taps are counted from `start` on. Typing into a field, a date of three boxes too, is one tap."""

    def __init__(self, page: Any, portal: Portal, language: str, contact: str = "") -> None:
        super().__init__(page, portal, language, contact)
        self.pages = self.taps = 0
        page.on("domcontentloaded", self._loaded)

    def _loaded(self, _page: Any) -> None:
        self.pages += 1

    def start(self, path: str = "") -> "Visit":
        """Here the task begins; with a path, on that page."""
        if path:
            assert self.go(path) == 200, path
        self.pages = self.taps = 0
        return self

    @property
    def count(self) -> Count:
        return Count(self.pages, self.taps)

    def tap(self, selector: str, *, opens: bool = True) -> "Visit":
        """Click the first such thing; `opens` a page or changes this one."""
        self.taps += 1
        if opens:
            self.follow(selector)
        else:
            self.page.locator(selector).first.click()
        return self

    def give(self, scope: str = "main", **values: Any) -> "Visit":
        """Fill fields, one tap each."""
        self.taps += len(values)
        self.fill(scope, **values)
        return self

    def press(self, button: str = SEND, *, is_refused: bool = False) -> "Visit":
        """Send the form."""
        self.taps += 1
        self.send(button, is_refused=is_refused)
        return self


def signed_up(visitors: Visitors, portal, language: str, js: bool) -> Visit:
    """Task 3 as it is counted: the sign-up page, a wrong code, the right one, the name, the own page."""
    one = Visit(visitors.open(language, js=js), portal, language, f"+92300{digits(7)}")
    after, number = len(portal.sent()), one.contact.replace("+92", "0")
    one.start("/accounts/signup/").give(contact=number.translate(URDU) if language == "ur" else number).press()
    code = one.code(after)
    one.give(code=f"{(int(code) + 1) % 1_000_000:06}").press(is_refused=True)
    one.refusal = one.page.locator(".f.bad .err").inner_text()
    one.give(code=code).press()
    one.confirmed = one.count
    one.give(full_name=NAMES[language]).press()
    one.arrived = one.count
    return one


def free_job(one: Visit) -> str:
    """A job that this person has not applied for and that asks no questions."""
    one.go("/jobs/?route=engineer")
    while True:
        links = one.page.locator("ul.jobs a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        more = one.page.locator("a[rel=next]")
        following = more.evaluate("link => link.href") if more.count() else ""
        for link in links:
            job = re.search(r"/jobs/([^/]+)/", link).group(1)
            one.go(f"/me/applications/new/{job}/")
            if "/new/" in one.page.url and not re.search(r"\d", "".join(one.page.locator(QUESTIONS).all_inner_texts()[1:])):
                return f"/jobs/{job}/"
        assert following, "no job is free"
        one.page.goto(following)


# ── photos ────────────────────────────────────────────────────────────────────────────────────────────


@cache
def paper() -> Image.Image:
    """Twelve megapixels with the grain of a telephone's camera."""
    grain = Image.effect_noise((1000, 750), 15).convert("RGB")
    made = Image.new("RGB", (4000, 3000))
    for x in range(0, 4000, 1000):
        for y in range(0, 3000, 750):
            made.paste(grain, (x, y))
    return made


def photo(words: str, *, light: float = 1.0, turned: bool = False) -> dict[str, Any]:
    """About 4 MB, as a telephone makes it; `turned` by its EXIF orientation."""
    picture, out, exif = paper().copy(), io.BytesIO(), Image.Exif()
    pen = ImageDraw.Draw(picture)
    for line in range(14):
        pen.text((300, 200 + 190 * line), f"{words} line {line}", fill="black", font_size=120)
    if turned:
        exif[0x0112] = 6
    if light != 1:
        picture = ImageEnhance.Brightness(picture).enhance(light)
    picture.save(out, "JPEG", quality=88 if light == 1 else 97, exif=exif)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def weight_of(page: Any, act: Callable[[], object]) -> int:
    """Bytes of the POST that this act sends."""
    with page.expect_request(lambda request: request.method == "POST") as sent:
        act()
    return int(sent.value.all_headers()["content-length"])
