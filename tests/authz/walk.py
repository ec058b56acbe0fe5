"""Every address of the house, found by walking the URL resolver: nothing is listed by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import get_resolver

HOLE = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)\$?|\(\?P<(\w+)>\.\*\)\$")


@dataclass(frozen=True)
class Address:
    """One pattern: its policy name, its path with holes, and what the holes are called."""

    name: str
    pattern: str
    holes: tuple[str, ...]

    def path(self, values: dict[str, Any]) -> str:
        """The path with its holes filled."""
        text = HOLE.sub(lambda hole: quote(str(values[next(name for name in hole.groups() if name)])), self.pattern)
        return "/" + text.replace("^", "").replace("$", "").replace("\\", "")


def addresses(resolver: Any = None, before: str = "", names: str = "") -> Iterator[Address]:
    """Every pattern below a resolver, in the order Django tries them."""
    for pattern in (resolver or get_resolver()).url_patterns:
        text = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, text, names + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield Address(names + called(pattern, text), text, tuple(next(name for name in hole if name) for hole in HOLE.findall(text)))


def called(pattern: Any, text: str) -> str:
    """The name of a pattern; the two nameless ones of the stock admin by what they do."""
    if pattern.name:
        return str(pattern.name)
    return "catch_all" if "<url>" in text else "redirect"
