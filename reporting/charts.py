"""Charts as numbers: where each bar of an SVG stands. Drawn by the server, mirrored for right-to-left pages. Pure.

Words stand in the page's own direction, so that `text-anchor="start"` is the reading side and only the places are mirrored.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HIGH, GAP, HEAD, FOOT = 80, 4, 16, 18  # of columns
ROW, BAR, WIDE, NAMES, NUMBERS = 26, 16, 640, 190, 210  # of rows


@dataclass(frozen=True)
class Bar:
    """One bar: its place, its number, its word; `x_word` and `x_number` are where these begin."""

    x: float
    y: float
    width: float
    height: float
    word: str
    number: int
    x_word: float = 0
    x_number: float = 0
    y_text: float = 0
    more: str = ""
    is_over: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing of this size; `title` and `words` are read out instead of it."""

    key: str
    title: str
    words: str
    width: float
    height: float
    bars: tuple[Bar, ...]
    base: float = 0

    @property
    def y_words(self) -> float:
        """Where the words under the columns stand: nothing of a letter falls out of the drawing."""
        return self.height - 4


def columns(key: str, title: str, values: Sequence[tuple[str, int]], *, mirrored: bool, wide: int = 264) -> Chart:
    """One column a month; the first month stands where reading begins. The words are the numbers in their order."""
    most, step = max([1, *(number for _word, number in values)]), wide / max(1, len(values))
    bars = []
    for place, (word, number) in enumerate(values):
        height = round(HIGH * number / most, 1)
        x = wide - (place + 1) * step if mirrored else place * step
        middle = round(x + step / 2, 1)
        bars.append(
            Bar(
                round(x + GAP / 2, 1),
                round(HEAD + HIGH - height, 1),
                round(step - GAP, 1),
                height,
                word,
                number,
                middle,
                middle,
                HEAD + HIGH - height - 3,
            )
        )
    words = ", ".join(f"{word}: {number}" for word, number in values)
    return Chart(key, title, words, wide, HEAD + HIGH + FOOT, tuple(bars), base=HEAD + HIGH)


def rows(key: str, title: str, values: Sequence[tuple[str, int, str, bool]], *, mirrored: bool) -> Chart:
    """One row a name: the bar, its number and what more is to be said; `is_over` marks what is over its target."""
    most, room, bars = max([1, *(row[1] for row in values)]), WIDE - NAMES - NUMBERS, []
    for place, (word, number, more, is_over) in enumerate(values):
        width = round(room * number / most, 1)
        at = NAMES + width + 6
        x, x_word, x_number = (WIDE - NAMES - width, WIDE, WIDE - at) if mirrored else (NAMES, 0, at)
        y = place * ROW + (ROW - BAR) / 2
        bars.append(Bar(x, y, width, BAR, word, number, x_word, round(x_number, 1), y + BAR - 3.5, more, is_over))
    words = ", ".join(f"{word}: {number}{f' ({more})' if more else ''}" for word, number, more, _over in values)
    return Chart(key, title, words, WIDE, len(values) * ROW, tuple(bars))
