"""The category from three answers, every combination; domain.md 1.1."""

from itertools import product

import pytest

from jobs.category import category_of
from jobs.words import WORDS

ANSWERS = (True, False, None)
NUMBERS = {  # listed, much tax, report filed -> category
    **{(True, tax, filed): 1 for tax, filed in product(ANSWERS, ANSWERS)},
    **{(None, tax, filed): None for tax, filed in product(ANSWERS, ANSWERS)},
    **{(False, True, filed): 2 for filed in ANSWERS},
    **{(False, None, filed): None for filed in ANSWERS},
    (False, False, True): 3,
    (False, False, False): 4,
    (False, False, None): None,
}


def test_the_table_is_whole():
    assert set(NUMBERS) == set(product(ANSWERS, repeat=3))


@pytest.mark.parametrize(("answers", "number"), NUMBERS.items())
def test_each_combination_has_its_category(answers, number):
    found = category_of(**dict(zip(("is_listed", "paid_much_tax", "filed_tax_report"), answers, strict=True)))
    assert (found.number if found else None) == number
    if found:
        assert found.because in WORDS
        assert found.asks_full_papers == (number >= 3)
