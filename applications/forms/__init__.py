"""What people type about applications: the candidate's, the employer's and the desk's forms. Rules are asked in the transitions."""

from applications.forms.candidate import AcceptForm, AnswersForm, OtherTimesForm, ProposalForm, SendForm, SlotForm, WhyForm
from applications.forms.desk import (
    SOURCE_WORDS,
    ArriveForm,
    CloseForm,
    DepartForm,
    EndorseForm,
    ObjectForm,
    OnBehalfForm,
    PresentForm,
    ProposeForm,
    ReferBackForm,
    SendBackForm,
)
from applications.forms.employer import InviteForm, NotSelectForm, NotSelectRow, OfferForm, OutcomeForm, RescindForm
from applications.forms.fields import PlainDate

__all__ = [
    "SOURCE_WORDS",
    "AcceptForm",
    "AnswersForm",
    "ArriveForm",
    "CloseForm",
    "DepartForm",
    "EndorseForm",
    "InviteForm",
    "NotSelectForm",
    "NotSelectRow",
    "ObjectForm",
    "OfferForm",
    "OnBehalfForm",
    "OtherTimesForm",
    "OutcomeForm",
    "PlainDate",
    "PresentForm",
    "ProposalForm",
    "ProposeForm",
    "ReferBackForm",
    "RescindForm",
    "SendBackForm",
    "SendForm",
    "SlotForm",
    "WhyForm",
]
