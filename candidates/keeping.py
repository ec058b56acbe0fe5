"""Facts that change seldom, kept for a while in this process instead of asked of the database each time."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Fact = TypeVar("Fact")
KEPT = 60.0  # seconds; 0 asks each time


class Kept(Generic[Fact]):
    """The answers of `read`, each read anew when it is older than `seconds`; at most `most` of them."""

    def __init__(self, read: Callable[..., Fact], *, seconds: float = KEPT, most: int = 16) -> None:
        self.read, self.seconds, self.most = read, seconds, most
        self._answers: dict[tuple[Hashable, ...], tuple[float, Fact]] = {}

    def __call__(self, *asked: Hashable) -> Fact:
        """The answer for these values."""
        then, answer = self._answers.get(asked, (float("-inf"), None))
        if answer is None or time.monotonic() - then >= self.seconds:
            answer = self.read(*asked)
            if len(self._answers) >= self.most:
                self.forget()
            self._answers[asked] = (time.monotonic(), answer)
        return answer

    def forget(self) -> None:
        """The next question is asked of the database."""
        self._answers.clear()
