# ruff: noqa: E501 - tables read better as tables
"""The page docs/who-may-what.md, written from the oracle: `python -m tests.authz.page` renews it, a test compares it."""

from dataclasses import replace
from pathlib import Path

from tests.authz.oracle import CLASS_OF, ORGANISATION, READ, Actor, Facts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "who-may-what.md"
ROLES = {
    "nobody signed in": Actor("nobody"), "candidate": Actor("x", "candidate"), "employer": Actor("x", "employer", "c"), "OEC officer": Actor("x", "oec_officer"),
    "OEC supervisor": Actor("x", "oec_supervisor"), "Inter-SES": Actor("x", "inter_ses"), "auditor": Actor("x", "auditor"), "operator": Actor("x", "operator"),
}  # fmt: skip
# From the widest to the narrowest; a cell names the first under which the role may read.
SITUATIONS = {
    "all": Facts(owner="other", company="d", role="candidate", state="proposed", reach="partners", organisation="none"),
    "of staff and companies": Facts(owner="other", company="d", role="employer"),
    "sent": Facts(owner="other", company="d", role="candidate", is_sent=True),
    "published": Facts(owner="other", company="d", is_public=True, state="published"),
    "presented to the company": Facts(owner="other", company="d", role="candidate", is_sent=True, shown_to=frozenset({"c"})),
    "own company": Facts(owner="other", company="c", role="employer", reach="employer"),
    "own organisation": Facts(owner="other", organisation="oec", reach="own"),
    "in a claimed case": Facts(owner="other", role="candidate", claimed_by="x"),
    "own": Facts(owner="x", role="candidate", reach="candidate", members=frozenset({"x"})),
    "own, once made": Facts(owner="x", role="candidate", state="made"),
}
WORDS = {
    "public": "", "vacancy": "Vacancy: every text", "company": "Company: names, address, industry, website", "company_name": "Organisation: name",
    "company_check": "How Inter-SES checked a company", "remark": "Remarks on a vacancy", "demand": "Demand letter: number", "name": "Name of a person",
    "phone": "Phone", "email": "E-mail", "identity": "CNIC, passport, birth date, visa", "profile": "Skills, schooling, work, own words",
    "own_words": "Kept searches", "register": "OEC's register: entries, claims, file names", "link": "Links to own work (an employer: by consent only)", "copy": "The copy of own data",
    "past_employer": "Names of earlier employers", "typed_contact": "Contacts that a candidate typed into own words", "paper": "Documents: name of the file, reference of the check",
    "motivation": "Why this job", "summary": "Summary in Japanese", "inner_reason": "Why endorsed against the verdict", "to_correct": "What to correct",
    "interview": "Interview: place, message", "offer": "Offer: written conditions", "objection": "What Inter-SES wants changed in an offer", "departure": "Protector number, flight",
    "note": "Notes (by their reach)", "letter": "Letters in the inbox", "invitation": "Invitations: name, e-mail", "key": "API key: its name", "session": "", "company_own": "Company: usual terms, workplaces, postal address, representative", "sheet": "Job sheets sent as a file: notes", "outcome": "How an interview went: note of the employer", "proposal": "Another job proposed: message", "call": "Calls with a candidate: notes", "inquiry": "Inquiries who saw what: the reason", "origin": "From which network a step came", "shortlist": "Shortlists of a company: message, names and notes of its readers", "lead": "Companies that Inter-SES speaks with", "programme": "Programmes: teacher, source of the seats", "test_place": "Booked tests: where", "fee": "Fees of employers: basis, invoice, why corrected", "lead_contact": "Contact persons of such companies", "question": "Messages to a human, reply address", "question_note": "Notes of the desk on a message", "report": "Reports of a demand for money", "secret": "Codes, letters with codes", "second": "Second signatures: the reason", "second_invited": "Second signatures: who is to be invited", "batch": "Decisions taken together: the name of the batch", "closure": "Days on which a house is closed: what for", "saved": "Saved filters of a queue: the name",
}  # fmt: skip

OF_CANDIDATES = {
    "identity", "profile", "past_employer", "typed_contact", "paper", "own_words", "register", "link", "copy", "motivation", "summary", "to_correct", "interview", "offer", "departure",
}  # fmt: skip


def cell(kind: str, actor: Actor) -> str:
    """The widest situation in which this reader may read."""
    own = replace(SITUATIONS["own organisation"], organisation=ORGANISATION.get(actor.role, "none"))
    found = next((name for name, facts in (SITUATIONS | {"own organisation": own}).items() if READ[kind](actor, facts)), "–")
    return "–" if found.startswith("own") and actor.role != "candidate" and kind in OF_CANDIDATES else found


def text() -> str:
    """The whole page."""
    head = [
        "# Who may see what",
        "",
        "Written by `python -m tests.authz.page` from the oracle of the authorisation matrix (`tests/authz/oracle.py`), which is kept apart from the views.",
        "A cell names the widest case in which a role may read the words; `–` is never. The matrix proves it at every address (`tests/authz/`).",
        "",
        f"| | {' | '.join(ROLES)} |",
        f"|---|{'---|' * len(ROLES)}",
    ]
    used = {*CLASS_OF.values(), "typed_contact", "question_note", "copy", "secret"}
    rows = [f"| {WORDS[kind]} | {' | '.join(cell(kind, actor) for actor in ROLES.values())} |" for kind in READ if kind in used]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
