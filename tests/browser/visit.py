"""A visit that is counted as design brief 5 counts it: pages are full loads after the start, taps are clicks or keys that act."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance

from tests.browser.conftest import Portal
from tests.browser.person import FAULTS, MAIN, Person

SEND = f"{MAIN} .btn:not(.sec)"


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

    @property
    def faults(self) -> list[str]:
        return self.page.locator(FAULTS).all_inner_texts()


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
