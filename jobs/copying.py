"""A new draft from an earlier vacancy of the same company."""

from datetime import date

from django.db import transaction
from django.forms import model_to_dict

from accounts.models import User
from jobs import allowances, questions, skills, transitions
from jobs.forms.pages import COLUMNS
from jobs.models import Vacancy

NOT_COPIED = {"starts_on", "closes_on", "contract_ends_on", "no_fee_declared", "equal_pay_declared", "prefecture", "field"}


@transaction.atomic
def copied(
    earlier: Vacancy, *, by: User, starts_on: date | None, closes_on: date | None, no_fee_declared: bool, equal_pay_declared: bool
) -> Vacancy:
    """Every word of the earlier one with new days and new declarations, drafted by this person."""
    values = {name: value for name, value in model_to_dict(earlier, COLUMNS).items() if name not in NOT_COPIED}
    found = Vacancy(
        employer=earlier.employer,
        prefecture=earlier.prefecture,
        field=earlier.field,
        english_of=earlier.english_of,
        starts_on=starts_on,
        closes_on=closes_on,
        no_fee_declared=no_fee_declared,
        equal_pay_declared=equal_pay_declared,
        **values,
    )
    transitions.draft(found, by=by)
    questions.keep(found, questions.texts_of(earlier))
    allowances.keep(found, allowances.amounts_of(earlier))
    skills.keep(found, skills.wanted(earlier))
    return found
