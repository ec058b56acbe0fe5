# ruff: noqa: E501 - tables read better as tables
"""The API."""

from tests.authz.oracle import is_company, is_shown
from tests.authz.policy.rules import (
    Row,
    Rule,
    anyone,
    both,
    candidate,
    either,
    oec,
    own,
    partners,
    readers,
    roles,
    signed_in,
    vacancy_reader,
    writes,
)
from tests.authz.policy.stock import sent_or_reader

# The API: reads like the pages; a step belongs to the roles of product.md's tables.
is_presented: Rule = lambda a, f: a.role == "inter_ses" and bool(f.shown_to)  # noqa: E731
READS = {
    "vacancies": ("vacancy", vacancy_reader), "applications": ("application", either(own, sent_or_reader, is_shown)),
    "employers": ("employer", either(readers, is_company)), "demand-letters": ("demand", either(readers, is_company)),
    "evidence": ("evidence", either(oec, own)), "presented": ("application", either(is_shown, is_presented)),
}  # fmt: skip
inter_ses, supervisor = roles("inter_ses"), roles("oec_supervisor")
STEPS: dict[str, dict[str, Rule]] = {
    "employers": {"verify": inter_ses, "suspend": inter_ses, "reinstate": inter_ses},
    "demand-letters": {"send_for_attestation": is_company, "enter_attestation": oec, "confirm_attestation": oec, "send_back_attestation": oec},
    "vacancies": {
        "submit": is_company, "vet": inter_ses, "send_back": partners, "publish": oec, "pause": either(partners, is_company),
        "resume": either(partners, is_company), "close": either(oec, is_company), "reopen": either(oec, is_company), "end": partners,
    },
    "evidence": {"verify": oec, "reject": oec}, "presented": {},
    "applications": {
        "submit": own, "send_back": oec, "endorse": oec, "refer_back": inter_ses, "present": inter_ses, "invite": is_shown, "offer": is_shown,
        "rescind": is_shown, "accept": own, "decline_offer": own, "not_select": either(partners, is_shown), "withdraw": own, "restore": own,
        "close": partners, "depart": oec, "arrive": partners, "accept_code": own,
    },
}  # fmt: skip
BEST = {
    "verify": "registered", "suspend": "verified", "reinstate": "suspended", "enter_attestation": "waiting", "confirm_attestation": "entered",
    "send_for_attestation": "drafted", "submit": "draft", "vet": "submitted", "publish": "vetted", "pause": "published", "close": "published",
    "reopen": "closed", "end": "closed", "reject": "received", "send_back": "submitted", "endorse": "submitted", "refer_back": "endorsed",
    "present": "endorsed", "invite": "presented", "offer": "presented", "rescind": "offered", "accept": "offered", "accept_code": "offered",
    "decline_offer": "offered", "not_select": "presented", "withdraw": "submitted", "restore": "withdrawn", "depart": "accepted", "arrive": "departed",
}  # fmt: skip
API = {
    "api:schema": Row(sees=anyone),
    "api:nowhere": Row(fill={"path": ["nothing/here"]}),
    **{f"api:{kind}": Row(sees=anyone if kind == "vacancies" else signed_in, takes=writes(candidate) if kind == "applications" else None) for kind in READS},
    "api:offers": Row(sees=signed_in),
    **{f"api:{kind}_one": Row(of, sees=rule) for kind, (of, rule) in READS.items()},
    **{
        f"api:{kind}_{step}": Row(READS[kind][0], takes=writes(both(READS[kind][1], rule)), states=(BEST.get(step, ""),))
        for kind, steps in STEPS.items()
        for step, rule in steps.items()
    },
    **{f"api:offers_{step}": Row("offer", takes=writes(inter_ses), states=("proposed",)) for step in ("assent", "object")},
}  # fmt: skip
