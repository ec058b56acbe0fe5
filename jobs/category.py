"""The employer's category for the Immigration Services Agency, from three plain questions. Pure; domain.md 1.1, read there in May 2026."""

from dataclasses import dataclass

READ_ON = "2026-05"  # the agency's page on papers by category
MORE_PAPERS_SINCE = "2026-04-15"  # from categories 3 and 4: about the representative, and language for work with people


@dataclass(frozen=True)
class Category:
    """The category 1 to 4, the reason code of the answer that gave it, and whether the full papers are asked."""

    number: int
    because: str

    @property
    def asks_full_papers(self) -> bool:
        return self.number >= 3


LISTED, MUCH_TAX = Category(1, "category_listed"), Category(2, "category_much_tax")
FILED, NOT_FILED = Category(3, "category_report_filed"), Category(4, "category_no_report")


def category_of(*, is_listed: bool | None, paid_much_tax: bool | None, filed_tax_report: bool | None) -> Category | None:
    """The first test that is met decides; None while an answer that is needed is missing.

    `paid_much_tax`: withholding tax on pay of ten million yen or more in last year's report, which therefore was filed.
    """
    if is_listed:
        return LISTED
    if is_listed is None or paid_much_tax is None:
        return None
    if paid_much_tax:
        return MUCH_TAX
    if filed_tax_report is None:
        return None
    return FILED if filed_tax_report else NOT_FILED
