"""The notice of working conditions (労働条件通知書, Labour Standards Act 15) of an offer, as values of its layout."""

from datetime import date
from typing import Any

from django.utils import translation

from applications.conditions import differences
from applications.models import Offer

EXPLAINED_SINCE = date(2026, 10, 1)  # part-time, fixed-term and dispatched workers (domain.md 2.2)
LANGUAGES = ("ja", "en")


def conditions_values(offer: Offer) -> dict[str, Any]:
    """Labels in Japanese and English; the conditions in the words of the offer, those that differ from the advertisement marked."""
    vacancy = offer.application.vacancy
    is_explained = bool(vacancy.contract_ends_on or vacancy.is_dispatch) and offer.proposed_at.date() >= EXPLAINED_SINCE
    return {
        "reference": offer.application.reference,
        "employer": f"{vacancy.employer.name_ja} / {vacancy.employer.name_en}",
        "job": f"{vacancy.title_ja} / {vacancy.title_en}",
        "made_on": (offer.made_at or offer.proposed_at).date().isoformat(),
        "answer_by": offer.answer_by.isoformat(),
        "rows": [row_of(offer, row) for row in differences(offer) if row["right"] not in (None, "")],
        "is_explained": is_explained,
        "has_document": offer.document_id is not None,
    }


def row_of(offer: Offer, row: dict[str, Any]) -> dict[str, Any]:
    labels = []
    for language in LANGUAGES:
        with translation.override(language):
            labels.append(str(Offer._meta.get_field(row["name"]).verbose_name))
    right = f"¥{row['right']:,}" if row["name"] == "base_pay" else str(row["right"])
    return {"label": " / ".join(labels), "value": right, "is_different": row["is_different"]}
