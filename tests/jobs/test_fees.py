"""Costs are dated rows with a payer, and every vacancy shows them."""

import re

import pytest

from jobs.fees import PAYERS, rows
from tests.jobs.factories import VacancyFactory


def test_every_cost_says_who_pays_and_since_when():
    found = rows()
    assert len({fee.label for fee in found}) == len(found)
    assert all(re.fullmatch(r"20\d\d-\d\d", fee.as_of) and fee.source for fee in found)
    assert all((fee.amount is None) == (fee.payer is PAYERS["unknown"]) for fee in found)
    others = [fee.amount for fee in found if fee.payer not in (PAYERS["you"], PAYERS["unknown"])]
    assert set(others) == {0}, "what others pay costs the worker nothing"


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_the_vacancy_and_the_page_of_fees_show_all(client, company, language):
    vacancy = VacancyFactory(employer=company, state="published")
    for path in (f"/{language}/jobs/{vacancy.public_id}/", f"/{language}/fees/"):
        page = client.get(path).text
        table = page[page.index("<table") : page.index("</table>")]
        assert table.count("<tr>") == len(rows()) + 1
        assert "Rs\u00a02,500" in table
        assert "<td></td>" not in table
