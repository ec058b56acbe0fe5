from jobs.forms.company import CompanyForm
from jobs.forms.demand import AttestationForm, DemandForm, PublishForm
from jobs.forms.desk import NoteForm, RemarksForm, VerifyForm
from jobs.forms.vacancy import ReopenForm, VacancyForm, field_of, form_sections

__all__ = [
    "AttestationForm",
    "CompanyForm",
    "DemandForm",
    "NoteForm",
    "PublishForm",
    "RemarksForm",
    "ReopenForm",
    "VacancyForm",
    "VerifyForm",
    "field_of",
    "form_sections",
]
