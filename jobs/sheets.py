"""A 求人票 sent as a file: kept, entered by Inter-SES on the employer's behalf, confirmed by the employer who sends the draft."""

from django.db import transaction

from accounts.models import User
from jobs import transitions
from jobs.models import SentSheet, Vacancy
from jobs.usual import start_values
from workflow.noting import note_down
from workflow.steps import Reason, Refused

NEWS = ("sheet.refuse",)


@transaction.atomic
def enter(sheet: SentSheet, *, by: User) -> Vacancy:
    """A draft that starts from the company's usual terms, begun for the person who sent the sheet; once for each sheet."""
    row = SentSheet.objects.select_for_update(of=("self",), no_key=True).select_related("employer", "sent_by").get(pk=sheet.pk)
    if row.vacancy_id or row.refused_why:
        raise Refused(Reason("sheet_done"))
    title = str(row.employer.name_ja)
    vacancy = Vacancy(employer=row.employer, title_ja=title, is_entered_by_agency=True, **start_values(row.employer))
    transitions.draft(vacancy, by=by, on_behalf_of=row.sent_by, source="scan")
    row.vacancy, row.entered_by = vacancy, by
    row.save(update_fields=["vacancy", "entered_by"])
    return vacancy


@transaction.atomic
def refuse(sheet: SentSheet, *, by: User, why: str) -> bool:
    """It cannot be entered, for this reason, and the company is told; False when somebody was quicker."""
    is_first = bool(SentSheet.objects.waiting().filter(pk=sheet.pk).update(refused_why=why.strip()))
    if is_first:
        note_down(sheet, NEWS[0], by=by)
    return is_first
