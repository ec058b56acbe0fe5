"""One register of sentences for reason codes, and of the law behind them; each app adds its own when it starts."""

from collections.abc import Callable, Mapping

from workflow.steps import Reason

_WORDS: dict[str, object] = {}
_SOURCES: list[Callable[[Reason], str]] = []
CITED = "%s \u2066(%s)\u2069"  # the law is named in Latin letters, also in a sentence from right to left


def register(words: Mapping[str, object], source: Callable[[Reason], str] | None = None) -> None:
    """Add an app's sentences and where its rules stand. A code has one meaning in the house: a second one is an error at start."""
    if source and source not in _SOURCES:
        _SOURCES.append(source)
    for code, words_for_it in words.items():
        if code in _WORDS and str(_WORDS[code]) != str(words_for_it):
            raise ValueError(f"two sentences for the reason {code!r}")
        _WORDS[code] = words_for_it


def sentence(reason: Reason) -> str:
    """The reason in the reader's language; an unknown code shows itself rather than breaking the page."""
    template = str(_WORDS.get(reason.code, reason.code))
    return template % dict(reason.values) if reason.values else template


def source(reason: Reason) -> str:
    """The law or rule behind it; "" where no app knows one."""
    return next(filter(None, (of(reason) for of in _SOURCES)), "")


def cited(reason: Reason) -> str:
    """The sentence with the law behind it, for a message in which nothing else can stand."""
    law = source(reason)
    return CITED % (sentence(reason), law) if law else sentence(reason)


def known_codes() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_WORDS)
