"""What may not be in an answer: a denied mark, an illegal write, a failure, a missing header, a difference that tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.authz.oracle import Actor, Facts, may_read
from tests.authz.policy import knows
from tests.authz.policy.rules import Row
from tests.authz.policy.stock import STOCK
from tests.authz.probe import Answer
from tests.authz.world import World

SAFE = ("GET", "HEAD", "OPTIONS")
# Keeping track of requests: sessions, counters, the record of who looked. Never content.
TRACES = {
    "django_session",
    "workflow_formkey",
    "vault_accessrecord",
    "records_visit",
    "accounts_counter",
    "cache",
    "api_apikey",
    "usersessions_usersession",
}
SIGN_IN_PLACES = re.compile(r"^(?:https?://testserver)?/(?:en|ur|ja)?/?(?:accounts/(?:login|2fa|reauthenticate|who)|desk/login)")
HEADERS = {
    "x-content-type-options": re.compile(r"^nosniff$"),
    "referrer-policy": re.compile(r"^(?:same-origin|no-referrer)$"),
    "cross-origin-opener-policy": re.compile(r"^same-origin$"),
    "x-frame-options": re.compile(r"^DENY$"),
    "content-security-policy": re.compile(r"default-src 'none'"),
    "permissions-policy": re.compile(r"camera=\(\)"),
}
CHANGING = (
    (re.compile(r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"'), "token"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "id"),
    (re.compile(r"[0-9a-f]{32}"), "hash"),
)


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, with everything needed to see it again."""

    rule: str
    actor: str
    name: str
    method: str
    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.actor} {self.method} {self.name} {self.path}: {self.what}"


def is_refusal(answer: Answer) -> bool:
    """Shut: sign in, 401, 403, 404, 405, or a body in the wrong format."""
    return answer.status in (401, 403, 404, 405, 415) or (answer.status in (301, 302, 303) and bool(SIGN_IN_PLACES.match(answer.location)))


def plain(answer: Answer, ident: str) -> tuple[int, str, str]:
    """An answer without what changes anyway, to compare a foreign thing with one that is not there."""
    texts = [answer.location, answer.body]
    for pattern, word in CHANGING:
        texts = [pattern.sub(word, text) for text in texts]
    return answer.status, *(
        text.replace(f"/{ident}/", "/id/").replace(f"%2F{ident}%2F", "%2Fid%2F").replace(f"“{ident}”", "“id”") for text in texts
    )  # type: ignore[return-value]


def judge(world: World, name: str, row: Row, actor: Actor, facts: Facts, method: str, answer: Answer) -> Iterator[tuple[str, str]]:
    """Every fault of one answer as (rule, what)."""
    if answer.status >= 500 and not (name == "healthz" and answer.status == 503):
        yield "failure", f"{answer.status} {answer.failure}"
    for mark in world.marks.found_in(answer.text):
        canary = world.marks.of[mark]
        if not may_read(actor, canary.kind, holding(name, actor, facts, canary.facts)):
            yield "leak", f"{canary.field} of {canary.facts.owner or canary.facts.company} ({canary.kind})"
    for header, pattern in HEADERS.items():
        if not pattern.search(answer.headers.get(header, "")):
            yield "header", f"{header}: {answer.headers.get(header)}"
    if "unsafe-" in answer.headers.get("content-security-policy", ""):
        yield "header", "unsafe CSP"
    if actor.by != "nothing" and "no-store" not in answer.headers.get("cache-control", ""):
        yield "header", "cache-control of somebody signed in"
    yield from illegal(name, row, actor, facts, method, answer)


def holding(name: str, actor: Actor, facts: Facts, of_mark: Facts) -> Facts:
    """Who decides a case claims it with the same POST, and who says why opens the values: both may read the identity in the answer."""
    is_decided = name.startswith(("admin:desk_decide", "admin:desk_identity")) and facts.owner == of_mark.owner
    return replace(of_mark, claimed_by=actor.who) if is_decided and facts.owner else of_mark


def illegal(name: str, row: Row, actor: Actor, facts: Facts, method: str, answer: Answer) -> Iterator[tuple[str, str]]:
    """Writes that nobody may make, and doors that stand open."""
    written = {table: count for table, count in answer.written.items() if table not in TRACES}
    takes = bool(row.takes and row.takes(actor, facts))
    if method in SAFE and written:
        yield "write", f"reading wrote {written}"
    elif method not in SAFE and written and not row.is_machine and not takes:
        yield "write", f"may not, yet wrote {written}"
    elif method not in ("POST", *SAFE) and written:
        yield "write", f"{method} wrote {written}"
    if method in ("GET", "HEAD") and not (row.sees and row.sees(actor, facts)) and 200 <= answer.status < 300:
        yield "door", f"open: {answer.status}"
    is_known = row.is_machine or knows(name, row, actor, facts)
    is_shut = is_refusal(answer) or (name in STOCK and answer.location == "/desk/")  # the stock admin's way to say: not there
    if not is_known and method != "OPTIONS" and not is_shut:
        yield "door", f"not shut: {answer.status} {answer.location}"


def is_entrance(row: Row, actor: Actor, facts: Facts, method: str) -> bool:
    """Whether this door must open for this actor."""
    rule = row.sees if method == "GET" else row.takes
    return bool(rule and rule(actor, facts)) and method in ("GET", "POST")


def has_entered(answer: Answer, method: str) -> bool:
    """A page, a way on, or (for a POST) a reasoned answer to what was sent."""
    if method == "GET":
        return 200 <= answer.status < 400 and not is_refusal(answer)
    return not is_refusal(answer) and answer.status < 500
