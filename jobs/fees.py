"""What working in Japan costs and who pays it, as dated rows (data/fees.csv): shown with day and source, never written into a template."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCE = Path(__file__).resolve().parent / "data" / "fees.csv"
WORDS: dict[str, Promise] = {
    "registering": _("Registering on this website"),
    "applying": _("Applying for a job"),
    "interview": _("Interviews"),
    "finding": _("Inter-SES, for finding you this job"),
    "deposit": _("Deposit, guarantor or penalty"),
    "certificate_of_eligibility": _("Certificate of eligibility (Japan)"),
    "state_life": _("State Life insurance premium"),
    "welfare_fund": _("Overseas Pakistanis welfare fund"),
    "registration": _("Registration with the Protector of Emigrants"),
    "promotion": _("Emigration promotion fee"),
    "apostille": _("Ministry of Foreign Affairs apostille, for each document"),
    "degree_attestation": _("Degree attestation, for each document"),
    "oec_charge": _("OEC's own service charge"),
}

PAYERS: dict[str, Promise] = {
    "nobody": _("nobody"),
    "you": _("you, to a bank or office"),
    "employer": _("the employer"),
    "unknown": _("not known yet"),
}


@dataclass(frozen=True)
class Fee:
    """One fee; `amount` is whole rupees or yen, 0 is free, None is not known."""

    label: Promise
    payer: Promise
    amount: int | None
    currency: str
    as_of: str
    source: str


@lru_cache(maxsize=1)
def rows() -> tuple[Fee, ...]:
    """All fees we know of, in the order in which a person meets them."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Fee(
                WORDS[row["code"]],
                PAYERS[row["payer"]],
                int(row["amount"]) if row["amount"] else None,
                row["currency"],
                row["as_of"],
                row["source"],
            )
            for row in csv.DictReader(file)
        )
