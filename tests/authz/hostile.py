"""What people and programs send that no form expects: to every field of every address, by somebody who may come there."""

import json
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.authz.bodies import body_of
from tests.authz.matrix import Matrix
from tests.authz.oracle import Actor
from tests.authz.policy.rules import Row
from tests.authz.probe import Answer, Prober
from tests.authz.walk import Address
from tests.authz.world import Thing, World

SCRIPT = "<script>alert(1)</script>"
TEXTS = (
    SCRIPT, "", "   ", "a" * 10_001, "۱۲۳۴۵", "１２３", "😀" * 40, '=HYPERLINK("http://x.example.org")', "nul\x00byte", "-1", "0",
    "99999999999999999999", "2026-02-30", "9999-12-31T23:59", "0001-01-01", "'; DROP TABLE accounts_user; --", "\u202eabc\u200b",
    "NaN", "1e309", "\r\nBcc: a@b.example.org", "../../etc/passwd", "%00%ff", "none", "ß", "a@b", "00000000-0000-0000-0000-000000000000",
)  # fmt: skip
THINGS: tuple[Any, ...] = (*TEXTS[:12], None, True, -1, 10**30, 1.5, [], ["a"], {}, {"a": {"b": []}}, [[["deep"]]], "2026-02-30")

FEW = 4


@dataclass(frozen=True)
class Fault:
    """One answer that should not be."""

    name: str
    field: str
    sent: str
    what: str

    def __str__(self) -> str:
        return f"{self.name} {self.field}={self.sent[:60]!r}: {self.what}"


class Names(HTMLParser):
    """The names of all fields of a page, and of all questions in its links to itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.posted: dict[str, str] = {}
        self.asked: set[str] = set()
        self._is_get = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._is_get = (said.get("method") or "get").lower() == "get"
        if tag in ("input", "select", "textarea", "button") and said.get("name"):
            if self._is_get:
                self.asked.add(str(said["name"]))
            elif said.get("type") not in ("file", "password"):
                self.posted.setdefault(str(said["name"]), said.get("value") or "")
        if tag == "a" and "?" in (said.get("href") or ""):
            self.asked |= {name for name, _value in parse_qsl(urlsplit(str(said["href"])).query, keep_blank_values=True)}


class Hostile:
    """Goes to each address once for each field with what nobody expects there."""

    def __init__(self, world: World, *, values: int) -> None:
        self.matrix, self.world, self.values = Matrix(world), world, values
        self.faults: list[Fault] = []

    def run(self, names: tuple[str, ...]) -> int:
        """How many probes; `faults` says what came of them."""
        with Prober(self.world).running() as prober:
            for name, address, row in self.matrix.places:
                if name.startswith(names):
                    self._place(prober, name, address, row)
            return prober.count

    def _place(self, prober: Prober, name: str, address: Address, row: Row) -> None:
        for method, rule in (("GET", row.sees), ("POST", row.takes)):
            met = self._somebody(name, row, method) if rule else None
            if met is None:
                continue
            actor, thing = met
            values = next(self.matrix._fillings(address, row, thing))
            path, is_api = address.path(values), address.name.startswith("api:")
            page = prober.knock(actor, "GET", path, is_api=is_api).body if row.sees and not is_api else ""
            self._fields(prober, name, method, actor, path, page, body_of(name, thing, self.world), is_api)

    def _somebody(self, name: str, row: Row, method: str) -> tuple[Actor, Thing] | None:
        """Who may come, and to what."""
        for actor in self.world.actors.values():
            if actor.by not in ("session", "nothing") or not actor.has_second_factor or row.is_machine:
                continue
            for thing in self.matrix._things(name, row, actor):
                if (row.takes if method == "POST" else row.sees)(actor, thing.facts):  # type: ignore[misc]
                    return actor, thing
        return None

    def _fields(
        self, prober: Prober, name: str, method: str, actor: Actor, path: str, page: str, body: dict[str, Any], is_api: bool
    ) -> None:
        found = Names(page)
        base = {key: value for key, value in found.posted.items() if value} | body if method == "POST" else {}
        fields = sorted({*base, *found.posted} if method == "POST" else found.asked)
        for field in self._few(name + method, fields):
            for value in self._values(f"{name}.{field}", THINGS if is_api else TEXTS):
                if method == "POST":
                    answer = prober.knock(actor, "POST", path, base | {field: value}, is_api=is_api)
                else:
                    answer = prober.knock(actor, "GET", f"{path}?{urlencode({field: value})}")
                self._judge(name, field, value, answer)

    def _few(self, key: str, fields: list[str]) -> list[str]:
        """All; in the sample four of them, mixed by their names."""
        return fields if self.values else sorted(fields, key=lambda field: zlib.crc32(f"{field} of {key}".encode()))[:FEW]

    def _values(self, key: str, all_of_them: tuple[Any, ...]) -> Iterator[Any]:
        """As many as were asked for, in the sample one; others for each field."""
        first = zlib.crc32(key.encode())
        for place in range(min(self.values or 1, len(all_of_them))):
            yield all_of_them[(first + place) % len(all_of_them)]

    def _judge(self, name: str, field: str, value: Any, answer: Answer) -> None:
        sent = value if isinstance(value, str) else json.dumps(value)
        if answer.status >= 500 or answer.failure:
            self.faults.append(Fault(name, field, sent, f"{answer.status} {answer.failure}"))
        if SCRIPT in answer.body and "html" in answer.headers.get("content-type", ""):
            self.faults.append(Fault(name, field, sent, "said back as it was sent"))
        if re.search(r"[\r\n]", answer.location):
            self.faults.append(Fault(name, field, sent, "a header of one's own"))


def values_for_each_field() -> int:
    """HOSTILE=n sends n values to every field; all of them are minutes, and at the desk more than one transaction holds."""
    return int(os.environ.get("HOSTILE", "0"))
