"""One form per page of the profile. Digits of any script are read; what is wrong is said in words."""

from candidates.forms.checking import RejectForm, VerifyForm
from candidates.forms.documents import ABOUT, DocumentForm, PassportForm
from candidates.forms.entries import EducationForm, ExperienceForm, TestForm
from candidates.forms.identity import IdentityForm
from candidates.forms.wishes import PlaceForm, SkillsForm

__all__ = [
    "ABOUT",
    "DocumentForm",
    "EducationForm",
    "ExperienceForm",
    "IdentityForm",
    "PassportForm",
    "PlaceForm",
    "RejectForm",
    "SkillsForm",
    "TestForm",
    "VerifyForm",
]
