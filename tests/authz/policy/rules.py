"""What a row of the policy is, and the rules that its rows are made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.authz.oracle import DESK, OEC, PARTNERS, READERS, Actor, Facts, is_company, is_own

Rule = Callable[[Actor, Facts], bool]


@dataclass(frozen=True)
class Row:
    """`of` names the objects of its id; `sees` opens it (GET), `takes` changes something (POST); None: nobody may."""

    of: str = ""
    sees: Rule | None = None
    takes: Rule | None = None
    fill: dict[str, list[Any]] = field(default_factory=dict)
    states: tuple[str, ...] = ()  # objects that fit best
    query: str = ""
    is_machine: bool = False  # POST is part of signing in: it writes counters, codes, sessions, whoever asks

    def opens(self, actor: Actor, facts: Facts) -> bool:
        """Whether the object may be known here at all."""
        return any(rule(actor, facts) for rule in (self.sees, self.takes) if rule)


def roles(*names: str) -> Rule:
    return lambda a, f: a.role in names


def both(*rules: Rule) -> Rule:
    return lambda a, f: all(rule(a, f) for rule in rules)


def either(*rules: Rule) -> Rule:
    return lambda a, f: any(rule(a, f) for rule in rules)


def writes(rule: Rule) -> Rule:
    """A key without the scope for steps takes none."""
    return lambda a, f: a.may_write and rule(a, f)


anyone: Rule = lambda a, f: True  # noqa: E731
signed_in: Rule = lambda a, f: bool(a.role)  # noqa: E731
nobody: Rule = lambda a, f: False  # noqa: E731
candidate, employer = roles("candidate"), roles("employer")
desk, readers, partners, oec, operator = roles(*DESK), roles(*READERS), roles(*PARTNERS), roles(*OEC), roles("operator")
in_company: Rule = lambda a, f: a.role == "employer" and bool(a.company)  # noqa: E731
own: Rule = lambda a, f: a.role == "candidate" and is_own(a, f)  # noqa: E731
public_vacancy: Rule = lambda a, f: f.is_public  # noqa: E731
sent: Rule = lambda a, f: f.state != "draft"  # noqa: E731
vacancy_reader = either(public_vacancy, readers, is_company)

takes_requests: Rule = lambda a, f: f.state == "open"  # noqa: E731
visitor: Rule = lambda a, f: a.role in ("", "candidate", "employer")  # noqa: E731
lead_readers = roles("inter_ses", "auditor")
leads = roles("oec_supervisor", "inter_ses")
examiner = roles("oec_supervisor", "auditor")
DESKS = {"oec_officer": "oec", "oec_supervisor": "oec", "inter_ses": "inter_ses", "auditor": "auditor"}
on_desk: Rule = lambda a, f: a.role == "auditor" or at_desk(a, f)  # noqa: E731
at_desk: Rule = lambda a, f: DESKS.get(a.role) == f.organisation  # noqa: E731


# a house is closed by who leads it, a company by Inter-SES too
def enters_closure(a: Actor, f: Facts) -> bool:
    return a.role == "inter_ses" if f.organisation in ("", "inter_ses") else a.role == "oec_supervisor" and f.organisation == "oec"
