"""schema.org JobPosting of an open vacancy, with the fields that search engines require."""

import json
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jobs.faces.addresses import of_job
from jobs.models import Vacancy
from jobs.presentation import employer_name, in_reader_language

UNITS = {"month": "MONTH", "day": "DAY", "hour": "HOUR"}
UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def job_posting(vacancy: Vacancy) -> dict[str, Any]:
    """The types and fields of schema.org; money in yen, days as ISO text."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": description(vacancy),
        "identifier": {"@type": "PropertyValue", "name": settings.SITE_NAME, "value": vacancy.reference},
        "url": of_job(vacancy, (get_language() or "en")[:2]),
        "datePosted": vacancy.published_at.date().isoformat() if vacancy.published_at else None,
        "validThrough": f"{vacancy.closes_on}T23:59:59+09:00" if vacancy.closes_on else None,
        "employmentType": ["FULL_TIME"] if vacancy.contract_kind == Vacancy.Contract.INDEFINITE else ["FULL_TIME", "TEMPORARY"],
        "hiringOrganization": organisation(vacancy),
        "jobLocation": place(vacancy),
        "baseSalary": salary(vacancy),
        "totalJobOpenings": vacancy.seats,
        "directApply": True,
        "jobStartDate": vacancy.starts_on.isoformat() if vacancy.starts_on else None,
        "industry": vacancy.employer.industry,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def description(vacancy: Vacancy) -> str:
    """Duties and requirements as HTML, which is what search engines read; every text of a person is escaped."""
    texts = (in_reader_language(vacancy, name) for name in ("duties", "requirements"))
    return "".join(f"<p>{escape(text)}</p>".replace("\n", "<br>") for text in texts if text)


def organisation(vacancy: Vacancy) -> dict[str, Any]:
    found = {"@type": "Organization", "name": str(employer_name(vacancy)), "sameAs": vacancy.employer.website}
    return {name: value for name, value in found.items() if value}


def place(vacancy: Vacancy) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressCountry": "JP",
        "addressRegion": str(vacancy.prefecture or ""),
        "streetAddress": vacancy.workplace_address_en or vacancy.workplace_address,
    }
    return {"@type": "Place", "address": {name: value for name, value in address.items() if value}}


def salary(vacancy: Vacancy) -> dict[str, Any] | None:
    if not vacancy.base_pay:
        return None
    value = {"@type": "QuantitativeValue", "value": vacancy.base_pay, "unitText": UNITS[vacancy.pay_unit]}
    return {"@type": "MonetaryAmount", "currency": "JPY", "value": value}


def as_script(data: dict[str, Any]) -> SafeString:
    """A data block that no text in it can close: every angle bracket and ampersand is written as an escape of JSON."""
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
