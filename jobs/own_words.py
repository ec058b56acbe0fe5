"""Sentences for the reasons that only the rows can tell (transitions and forms); those of the rules stand in words.py."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "company_already_registered": _("You have registered a company already."),
    "corporate_number_taken": _("A company with this corporate number is registered already. Ask its owner to invite you."),
    "attestation_number_taken": _("Another demand letter has this number already."),
    "demand_of_another_employer": _("This demand letter belongs to another employer."),
    "remark_missing": _("Write at least one remark, so that the employer knows what to change."),
    "remark_field_unknown": _("A remark names a field that a vacancy does not have."),
    "remark_too_long": _("A remark has at most 600 letters."),
    "vacancy_full": _("All seats of this vacancy are taken."),
}
