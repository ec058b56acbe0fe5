"""One form per page of the profile. Digits of any script are read; what is wrong is said in words."""

from candidates.forms.checking import RejectForm, VerifyForm
from candidates.forms.documents import ABOUT, DocumentForm, PassportForm
from candidates.forms.entries import EducationForm, ExperienceForm
from candidates.forms.identity import BirthForm, CnicForm, NamesForm
from candidates.forms.results import EnglishForm, ExamForm, LanguageForm
from candidates.forms.wishes import ContactForm, CvForm, LinksForm, PointsForm, PrefecturesForm, WishesForm, WordsForm

__all__ = [
    "ABOUT",
    "BirthForm",
    "CnicForm",
    "ContactForm",
    "CvForm",
    "DocumentForm",
    "EducationForm",
    "EnglishForm",
    "ExamForm",
    "ExperienceForm",
    "LanguageForm",
    "LinksForm",
    "NamesForm",
    "PassportForm",
    "PointsForm",
    "PrefecturesForm",
    "RejectForm",
    "VerifyForm",
    "WishesForm",
    "WordsForm",
]
