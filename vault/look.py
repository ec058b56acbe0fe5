"""Can a person read this picture? Figures measured in the child, judged here. No Django and no Pillow."""

from dataclasses import dataclass

from vault.refusals import Refusal

SHORTEST_SIDE = 600  # pixels: a page of A4 at 70 dpi, below which 10 point letters are 6 pixels high and cannot be read
DARKEST_PAPER = 80  # of 255: paper is the lightest thing in the picture; under a third of white the letters drown in the noise
LEAST_SPREAD = 5.0  # of 255: an empty sheet with its camera noise spreads 1 to 4, a sheet with one line of text more than 6
LEAST_DETAIL = 0.0004  # share of pixels that differ from what is around them: a wall in uneven light spreads wide and has no detail
LEAST_SHARPNESS = 40  # of 255: a step from ink to paper; only a warning, because a soft photo may still be read


@dataclass(frozen=True)
class Look:
    """What was measured: shorter side in pixels as sent (0: a PDF has none), and light, spread, detail, sharpness of the first pages."""

    side: int
    light: int
    spread: float
    detail: float
    sharpness: int


def fault(look: Look) -> Refusal | None:
    """Why nobody could read it, the first thing to mend; None when it may be read."""
    if 0 < look.side < SHORTEST_SIDE:
        return Refusal.TOO_SMALL
    if look.light < DARKEST_PAPER:
        return Refusal.TOO_DARK
    return Refusal.BLANK if look.spread < LEAST_SPREAD or look.detail < LEAST_DETAIL else None


def is_blurred(look: Look) -> bool:
    """The letters may be soft; a person decides."""
    return look.sharpness < LEAST_SHARPNESS
