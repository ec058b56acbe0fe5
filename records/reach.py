"""Whose values in the history of fields a reader may see, by the class of the column (records/tracked.py)."""

from accounts.models import User
from accounts.roles import OEC, PARTNERS, READERS, Role

# Words of a person may hold names and contacts: elsewhere the auditor reads them with these taken out, here only that they changed. Phone
# and e-mail are shown where a look leaves its record, not here.
OF_CLASS: dict[str, frozenset[str]] = {
    "name": PARTNERS,
    "link": PARTNERS,
    "profile": PARTNERS,
    "past_employer": PARTNERS,
    "paper": OEC,
    "phone": frozenset(),
    "email": frozenset(),
    **dict.fromkeys(("account", "company", "company_own", "company_check", "demand", "vacancy", "offer", "objection", "decision"), READERS),
}


def may_read(user: User, kind: str) -> bool:
    """Whether this reader sees values of this class."""
    return Role(user.role) in OF_CLASS[kind]
