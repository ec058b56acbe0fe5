"""Recommended candidates as rows of a table: numbers and facts only, in the reader's language."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.listing import Line


def heads() -> list[str]:
    """What the columns are called."""
    return [
        _("Number"), _("Vacancy"), _("State"), _("Presented"), _("Decide until"), _("Skills"), _("Work in IT"), _("Work in all"),
        _("Education"), _("Japanese"), _("English"), _("Tests"),
    ]  # fmt: skip


def cells(line: Line) -> list[object]:
    """Facts of one candidate; of one who is gone the number and the state only."""
    row, until = line.row, line.row.due_on
    head: list[object] = [row.number, row.vacancy.title, line.word.word, date_format(row.presented_at, "Y-m-d")]
    head.append(until.isoformat() if until and row.owner == "employer" else "")
    if not row.is_shown:
        return [*head, *([""] * 7)]
    skills = ", ".join(f"{skill['name']} ({skill['words']})" for skill in line.skills)
    return [*head, skills, line.it_work, line.work, line.school, line.japanese.level, line.english.level, line.tests]
