"""Recommended candidates as CSV: a mark for Excel in front, and no cell that a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.listing import Line

BOM = "\ufeff"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain(value: object) -> str:
    """A cell that stays text: what would start a formula gets an apostrophe in front."""
    text = str(value or "").replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u3000\ufeff").startswith(STARTS_FORMULA) or text.startswith(STARTS_FORMULA) else text


def csv_of(lines: Iterable[Line]) -> str:
    """One row for each candidate, in the reader's language."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow([
        _("Number"), _("Vacancy"), _("State"), _("Presented"), _("Decide until"), _("Skills"), _("Work in IT"), _("Work in all"),
        _("Education"), _("Japanese"), _("English"), _("Tests"),
    ])  # fmt: skip
    for line in lines:
        sheet.writerow([plain(cell) for cell in cells(line)])
    return BOM + out.getvalue()


def cells(line: Line) -> list[object]:
    """Facts of one candidate; of one who is gone the number and the state only."""
    row, until = line.row, line.row.due_on
    head: list[object] = [row.number, row.vacancy.title, line.word.word, date_format(row.presented_at, "Y-m-d")]
    head.append(until.isoformat() if until and row.owner == "employer" else "")
    if not row.is_shown:
        return [*head, *([""] * 7)]
    skills = ", ".join(f"{skill['name']} ({skill['words']})" for skill in line.skills)
    return [*head, skills, line.it_work, line.work, line.school, line.japanese.level, line.english.level, line.tests]
