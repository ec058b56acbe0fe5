"""What an employer should know before it registers: the way with its days, and the costs with who pays. Figures from data/, dated."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobs.reference import rows_of

WHO: dict[str, Promise] = {
    "employer": _("You, the employer"),
    "oec": _("OEC"),
    "candidate": _("The candidate"),
    "nobody": _("nobody"),
    "either": _("the worker, or you if you offer it"),
    "unknown": _("not settled yet"),
}
STEPS: dict[str, tuple[Promise, Promise]] = {
    "register": (_("Register your company"), _("Inter-SES checks the corporate number and your two declarations.")),
    "vacancy": (_("Write the vacancy"), _("Three pages in Japanese. Inter-SES checks it and adds English where it is missing.")),
    "attest": (
        _("Have the demand letter attested"),
        _("The portal writes demand letter and power of attorney. You sign them and have them attested by one office."),
    ),
    "publish": (_("OEC approves and publishes"), _("OEC advertises the vacancy in Pakistan and opens it for applications.")),
    "collect": (_("Applications come in"), _("OEC checks the papers. Inter-SES presents suitable candidates to you without their names.")),
    "choose": (_("Interviews"), _("You choose, interview online and decide. Inter-SES interprets when you wish.")),
    "contract": (_("Offer and contract"), _("The conditions in writing (Labour Standards Act 15), then the contract signed by both.")),
    "certificate": (
        _("Certificate of eligibility"),
        _("You file it with the Immigration Services Agency, or a scrivener does. Categories 1 and 2 need few papers."),
    ),
    "visa": (_("Visa"), _("The candidate files it at the visa centre in Pakistan with the certificate.")),
    "depart": (_("Registration with the Protector, flight"), _("OEC registers the contract in Pakistan. You pay the flight.")),
    "arrive": (
        _("First days in Japan"),
        _("You register health insurance and pension within 5 days and tell Hello Work. The worker reports the address within 14 days."),
    ),
}
COSTS: dict[str, Promise] = {
    "using": _("Using this portal, posting vacancies"),
    "placement": _("Placement fee of Inter-SES, for each person hired"),
    "oec_charge": _("OEC's own service charge"),
    "attestation": _("Attestation of the demand letter"),
    "certificate": _("Certificate of eligibility"),
    "visa": _("Visa: service fee of the visa centre"),
    "protector": _("Protector, welfare fund and insurance in Pakistan, for each person"),
    "flight": _("Flight to Japan"),
    "worker": _("What the worker pays to Inter-SES or to you for the job: nothing, and nothing may be taken from the pay for it"),
}


@dataclass(frozen=True)
class Stage:
    """One step of the way; days from the step before, None where nobody has announced them."""

    title: Promise
    text: Promise
    who: Promise
    least: int | None
    most: int | None
    source: str
    as_of: str


@dataclass(frozen=True)
class Cost:
    """One cost; `amount` in whole units of its currency, 0 is free, None is not known."""

    code: str
    label: Promise
    payer: Promise
    amount: int | None
    currency: str
    source: str
    as_of: str


def _number(text: str) -> int | None:
    return int(text) if text else None


@lru_cache(maxsize=1)
def stages() -> tuple[Stage, ...]:
    """The way from registering to the first days in Japan, in order."""
    return tuple(
        Stage(*STEPS[row["code"]], WHO[row["who"]], _number(row["days_least"]), _number(row["days_most"]), row["source"], row["as_of"])
        for row in rows_of("hiring_steps.csv")
    )


@lru_cache(maxsize=1)
def costs() -> tuple[Cost, ...]:
    """Every cost we know of, in the order in which an employer meets it."""
    return tuple(
        Cost(row["code"], COSTS[row["code"]], WHO[row["payer"]], _number(row["amount"]), row["currency"], row["source"], row["as_of"])
        for row in rows_of("hiring_costs.csv")
    )


def timeline(begun: date) -> list[tuple[Stage, date, date]]:
    """Each stage with the earliest and the latest day on which it is done, had the company registered on `begun`."""
    found, earliest, latest = [], begun, begun
    for stage in stages():
        earliest += timedelta(days=stage.least or 0)
        latest += timedelta(days=stage.most or 0)
        found.append((stage, earliest, latest))
    return found
