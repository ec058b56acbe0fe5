# ruff: noqa: E501 - tables read better as tables
"""Who may open which address and who may take which step there, by the address's name. Written from product.md; it knows no view."""

from tests.authz.oracle import Actor, Facts, has_on_desk, is_shown, reads_report
from tests.authz.policy.api import API, READS, STEPS
from tests.authz.policy.desk import DESK_PAGES
from tests.authz.policy.pages import PAGES, SIGN_IN
from tests.authz.policy.rules import Row, Rule, either, oec, own, readers
from tests.authz.policy.stock import STOCK

ROWS: dict[str, Row] = {**SIGN_IN, **PAGES, **DESK_PAGES, **STOCK, **API}

# Whoever may read a thing, without the right to this step, learns its refusal (409), never its effect.
READABLE: dict[str, Rule] = {f"api:{kind}_{step}": rule for kind, (_of, rule) in READS.items() for step in STEPS[kind]}
READABLE |= {f"api:offers_{step}": either(readers, is_shown, lambda a, f: own(a, f) and f.state == "made") for step in ("assent", "object")}

READABLE["admin:desk_question_step"] = has_on_desk  # the auditor reads every thread and answers only complaints
READABLE["admin:desk_report_step"] = reads_report
READABLE |= dict.fromkeys(
    ("admin:desk_document_page", "admin:desk_compare"), oec
)  # the case is known to OEC; its pages open to whoever claimed it


def knows(name: str, row: Row, actor: Actor, facts: Facts) -> bool:
    """Whether this actor may learn at this address that the object exists."""
    return row.opens(actor, facts) or (name in READABLE and READABLE[name](actor, facts))
