"""The matrix: every address x every actor x objects of both owners x methods, probed and judged."""

import logging
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.conf import settings

from tests.authz.bodies import body_of
from tests.authz.judge import Finding, has_entered, is_entrance, judge, plain
from tests.authz.oracle import Actor, Facts, anonymous_if_dead
from tests.authz.policy import READABLE, ROWS, knows
from tests.authz.policy.rules import Row
from tests.authz.policy.stock import ASK_MORE, CHANGES, STOCK
from tests.authz.probe import Prober
from tests.authz.walk import Address, addresses
from tests.authz.world import Thing, World

# The stock admin's history page says of a sequential number whether it is taken (302, not 403); the numbers tell nothing else.
HISTORY = frozenset(name for name in STOCK if name.endswith("_history"))
SAMPLE, FULL = ("GET", "POST"), ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")

FOR_ALL = (
    "account_",
    "mfa_",
    "usersessions_",
    "employer_signup",
    "root",
    "home",
    "help",
    "fees",
    "privacy",
    "accessibility",
    "styleguide",
    "language",
    "healthz",
    "check",
    "outbox",
)
FEW = {"ayesha", "sato", "omar", "nofactor"}


def sampled(name: str, everybody: set[str]) -> set[str]:
    """Who comes to an address in the sample: nobody twice who stands there with the same rights as another."""
    if name in STOCK:
        once = {"omar", "olga", "audit"} if name.endswith(("_delete", "_history")) else {"omar", "olga", "audit", "ken", "ayesha"}
        return once | ({"amna"} if name.removeprefix("admin:").rpartition("_")[0] in CHANGES else set())
    if name in READABLE and name.startswith("api:"):
        return everybody - {"jiro", "yuki", "exsato", "key_omar", "key_ayesha", "key_revoked", "key_expired"}
    if name.startswith("admin:"):
        return everybody - {"jiro", "yuki", "exsato", "bilal", "zed"}
    if name.startswith(("candidates:", "applications:")):
        return everybody - {"jiro", "yuki", "exsato", "zed", "amna"}
    if name.startswith(("employer:", "employer_candidates:")):
        return everybody - {"jiro", "bilal", "amna"}
    return FEW if name.startswith(FOR_ALL) else everybody


@dataclass
class Report:
    """What was tried and what was found."""

    probes: int = 0
    findings: list[Finding] = field(default_factory=list)
    entrances: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)

    def closed(self) -> list[Finding]:
        """Doors that should have opened for somebody and never did."""
        return [
            Finding("closed", actor, name, method, "", "never opened")
            for (actor, name, method), is_open in self.entrances.items()
            if not is_open
        ]

    def brief(self) -> str:
        seen: dict[tuple[str, str, str, str], int] = Counter((f.rule, f.actor, f.name, f.what[:120]) for f in self.findings)
        return "\n".join(f"{count:4} {' '.join(key)}" for key, count in sorted(seen.items()))


class Matrix:
    """Runs over a world; `names` and `actors` narrow it."""

    def __init__(self, world: World, *, is_full: bool = False) -> None:
        self.world, self.is_full = world, is_full
        self.methods = FULL if is_full else SAMPLE
        self.absent: dict[tuple[str, ...], tuple[int, str, str]] = {}

    @cached_property
    def places(self) -> list[tuple[str, Address, Row]]:
        """Each address with each of its rows."""
        by_name: dict[str, list[str]] = defaultdict(list)
        for row_name in ROWS:
            by_name[row_name.split("#")[0]].append(row_name)
        return [(row_name, address, ROWS[row_name]) for address in addresses() for row_name in by_name[address.name]]

    def run(self, names: Iterable[str] = (), actors: Iterable[str] = ()) -> Report:
        """Probe and judge; the report says everything."""
        report, wanted, people = Report(), tuple(names), set(actors)
        logging.disable(logging.CRITICAL)
        prober, before = Prober(self.world), settings.MFA_REQUIRED
        try:
            with prober.running():
                for row_name, address, row in self.places:
                    if wanted and not row_name.startswith(wanted):
                        continue
                    for actor in self.world.actors.values():
                        if actor.name in people or (not people and self._comes(actor, address)):
                            self._cell(prober, report, row_name, address, row, actor)
        finally:
            logging.disable(logging.NOTSET)
            settings.MFA_REQUIRED = before
        report.probes = prober.count
        return report

    def _comes(self, actor: Actor, address: Address) -> bool:
        """Keys come to the API only. The sample leaves out those who stand at a door with the same rights as another."""
        if actor.by in ("key", "dead_key") and not address.name.startswith("api:"):
            return False
        return self.is_full or not actor.role or actor.name in sampled(address.name, set(self.world.actors))

    def _cell(self, prober: Prober, report: Report, name: str, address: Address, row: Row, actor: Actor) -> None:
        """One actor at one address, with every fitting object and method."""
        settings.MFA_REQUIRED = not actor.has_second_factor
        rights = (
            actor if row.is_machine and actor.by == "session" else anonymous_if_dead(actor)
        )  # without a second factor one may set it up
        for thing in self._things(name, row, rights):
            for method in self._methods(row, actor):
                for values in self._fillings(address, row, thing):
                    self._probe(prober, report, name, address, row, (actor, rights), thing, method, values)

    def _methods(self, row: Row, actor: Actor) -> tuple[str, ...]:
        """All; in the sample those that the address offers, and both for a stranger."""
        if self.is_full or row.is_machine or actor.name == "anon":
            return self.methods
        return tuple(method for method, rule in (("GET", row.sees), ("POST", row.takes)) if rule)

    def _probe(
        self,
        prober: Prober,
        report: Report,
        name: str,
        address: Address,
        row: Row,
        who: tuple[Actor, Actor],
        thing: Thing,
        method: str,
        values: dict[str, Any],
    ) -> None:
        actor, rights = who
        is_api, path = address.name.startswith("api:"), address.path(values)
        answer = prober.knock(actor, method, path, body_of(name, thing, self.world), is_api=is_api)
        report.statuses[answer.status] += 1
        faults = list(
            judge(self.world, name, row, replace(actor) if rights is actor else replace(rights, by=actor.by), thing.facts, method, answer)
        )
        if row.of and not row.is_machine and not knows(name, row, rights, thing.facts) and method != "OPTIONS":
            nowhere = self._nowhere(prober, name, address, row, actor, thing, method, values, is_api)
            if nowhere != plain(answer, thing.id) and name not in HISTORY:
                faults.append(("tell", f"{nowhere[0]} when absent, {answer.status} when foreign"))
        report.findings += [Finding(rule, actor.name, name, method, path, what) for rule, what in faults]
        if rights is actor and is_entrance(row, rights, thing.facts, method) and not row.is_machine and not name.startswith(ASK_MORE):
            key = (actor.name, name, method)
            report.entrances[key] = report.entrances.get(key, False) or has_entered(answer, method)

    def _nowhere(
        self,
        prober: Prober,
        name: str,
        address: Address,
        row: Row,
        actor: Actor,
        thing: Thing,
        method: str,
        values: dict[str, Any],
        is_api: bool,
    ) -> tuple[int, str, str]:
        """The answer to an id that nothing has."""
        key = (name, actor.name, method, *(str(value) for hole, value in values.items() if hole not in IDS))
        if key not in self.absent:
            ident = "999999999" if thing.id.isdigit() else str(uuid.uuid4())
            answer = prober.knock(
                actor,
                method,
                address.path(values | {hole: ident for hole in IDS if hole in values}),
                body_of(name, thing, self.world),
                is_api=is_api,
            )
            self.absent[key] = plain(answer, ident)
        return self.absent[key]

    def _things(self, name: str, row: Row, rights: Actor) -> list[Thing]:
        """The objects for the id: all, or in the sample one that this actor knows and one that it does not."""
        if not row.of:
            return [Thing("", Facts())]
        things = sorted(self.world.things[row.of], key=lambda thing: thing.facts.state not in row.states)
        if self.is_full:
            return things
        known = [thing for thing in things if knows(name, row, rights, thing.facts)]
        foreign = [thing for thing in things if not knows(name, row, rights, thing.facts)]
        entered = [thing for thing in known if row.opens(rights, thing.facts)]
        near = [thing for thing in foreign if thing.facts.owner == rights.who or (rights.company and thing.facts.company == rights.company)]
        far = [thing for thing in foreign if thing not in near]
        return [*(entered or known)[:1], *near[:1], *far[: 0 if near else 1]]

    def _fillings(self, address: Address, row: Row, thing: Thing) -> Iterator[dict[str, Any]]:
        """Values for the holes: the object's id and what else the row names."""
        values: dict[str, Any] = {hole: thing.id for hole in address.holes if hole in IDS and hole not in row.fill}
        wishes = {hole: row.fill[hole] for hole in address.holes if hole in row.fill}
        if "reference" in wishes:
            wishes["reference"] = [reference_of(thing, self.world)]
        if not wishes:
            yield values
            return
        most = max(len(options) for options in wishes.values()) if self.is_full else 1
        for place in range(most):
            yield values | {hole: options[place % len(options)] for hole, options in wishes.items()}


IDS = ("public_id", "vacancy_id", "object_id", "pk")


def reference_of(thing: Thing, world: World) -> str:
    """The number of an application of this person."""
    mine = [other.row.reference for other in world.things["application"] if other.row.candidate_id == thing.row.pk]
    return mine[0] if mine else "A-0000"
