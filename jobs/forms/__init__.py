from jobs.forms.company import CompanyForm, RegisterForm
from jobs.forms.demand import AttestationForm, DemandForm, PublishForm, ScanForm
from jobs.forms.desk import NoteForm, RemarksForm, VerifyForm
from jobs.forms.folded import groups_of
from jobs.forms.vacancy import CopyForm, ReopenForm, VacancyForm, field_of

__all__ = [
    "AttestationForm",
    "CompanyForm",
    "CopyForm",
    "DemandForm",
    "NoteForm",
    "PublishForm",
    "RegisterForm",
    "RemarksForm",
    "ReopenForm",
    "ScanForm",
    "VacancyForm",
    "VerifyForm",
    "field_of",
    "groups_of",
]
