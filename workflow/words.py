"""One register of sentences for reason codes; each app adds its own when it starts."""

from collections.abc import Mapping

from workflow.steps import Reason

_WORDS: dict[str, object] = {}


def register(words: Mapping[str, object]) -> None:
    """Add an app's sentences. A code has one meaning in the whole house: a second, different one is an error at start."""
    for code, words_for_it in words.items():
        if code in _WORDS and str(_WORDS[code]) != str(words_for_it):
            raise ValueError(f"two sentences for the reason {code!r}")
        _WORDS[code] = words_for_it


def sentence(reason: Reason) -> str:
    """The reason in the reader's language; an unknown code shows itself rather than breaking the page."""
    template = str(_WORDS.get(reason.code, reason.code))
    return template % dict(reason.values) if reason.values else template


def known_codes() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_WORDS)
