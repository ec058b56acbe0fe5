"""How long a practised person would need, by the keystroke-level model of Card, Moran and Newell; answers of the portal as measured."""

import time
from datetime import date
from typing import Any

from tests.browser.visit import Visit

KEY = 0.28  # seconds: a key, by a person who types now and then (40 words a minute)
POINT, PRESS, HAND, THINK = 1.10, 0.20, 0.40, 1.35  # to the target, button down and up, mouse to keyboard, before each act


class Timed(Visit):
    """A visit that adds up what each act would cost a person; reading a refusal costs a second for every five signs of Japanese."""

    seconds = 0.0

    def start(self, path: str = "") -> "Timed":
        super().start(path)
        self.seconds = 0.0
        return self

    def tap(self, selector: str, *, opens: bool = True) -> "Timed":
        self.seconds += THINK + POINT + PRESS
        began = time.monotonic()
        super().tap(selector, opens=opens)
        self.seconds += time.monotonic() - began
        return self

    def give(self, scope: str = "main", **values: Any) -> "Timed":
        super().give(scope, **values)
        self.seconds += sum(THINK + POINT + PRESS + typing(value) for value in values.values())
        return self

    def press(self, *args: Any, **how: Any) -> "Timed":
        self.seconds += THINK + POINT + PRESS
        began = time.monotonic()
        super().press(*args, **how)
        self.seconds += time.monotonic() - began
        return self

    def read(self, words: str) -> str:
        self.seconds += len(words) / 5
        return words


def typing(value: Any) -> float:
    """The hand to the keyboard and back, and the keys; a date has eight digits and two jumps between its boxes."""
    if isinstance(value, bool | list):
        return 0.0
    keys = 10 if isinstance(value, date) else len(str(value)) + 1
    return 2 * HAND + keys * KEY
