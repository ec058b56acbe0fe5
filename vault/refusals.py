"""Why a file is not taken, as codes; the words stand in words.py. No Django here."""

from enum import StrEnum


class Refusal(StrEnum):
    """One code for each thing a person can mend."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    WRONG_TYPE = "wrong_type"
    HEIC = "heic"
    NOT_AN_IMAGE = "not_an_image"
    TOO_MANY_PIXELS = "too_many_pixels"
    MOVING_IMAGE = "moving_image"
    TOO_SMALL = "too_small"
    TOO_DARK = "too_dark"
    BLANK = "blank"
    PASSWORD = "password"  # noqa: S105
    TOO_MANY_PAGES = "too_many_pages"
    TOO_COMPLEX = "too_complex"
    ACTIVE_CONTENT = "active_content"
    BROKEN = "broken"
    NO_SUCH_PAGE = "no_such_page"
    INFECTED = "infected"
    TRY_AGAIN = "try_again"


class FileRefused(Exception):
    """A file is not taken; `code` is a Refusal, its words are safe to show."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = Refusal(code)
