"""Forms about demand letters: the employer's, and those of the desk."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.models import User
from jobs.forms.typed import WholeNumber
from jobs.models import DemandLetter, Employer, Vacancy
from jobs.states import DemandState, VacancyState
from vault import files
from vault.intake import store_upload
from vault.models import StoredFile
from vault.refusals import FileRefused
from vault.words import sentence

COVERABLE = (VacancyState.DRAFT, VacancyState.SUBMITTED, VacancyState.RETURNED, VacancyState.VETTED)


class Titles(forms.ModelMultipleChoiceField):
    """Vacancies by title, number and seats."""

    def label_from_instance(self, vacancy: Vacancy) -> str:
        return _("%(title)s (%(reference)s), seats: %(seats)s") % {
            "title": vacancy.title,
            "reference": vacancy.reference,
            "seats": vacancy.seats,
        }


class DemandForm(forms.Form):
    """Which vacancies a letter covers, and how many people it asks for."""

    vacancies = Titles(
        label=_("Vacancies in this letter"),
        queryset=Vacancy.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one vacancy for the demand letter.")},
    )
    seats = WholeNumber(
        label=_("Seats in this letter"),
        required=True,
        min_value=1,
        max_value=1000,
        help_text=_("At least the seats of the vacancies together"),
    )

    def __init__(self, *args: Any, employer: Employer, letter: DemandLetter | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Vacancy.objects.filter(employer=employer, state__in=COVERABLE, discarded_at=None).order_by("reference")
        free = mine.filter(demand_letter=None)
        self.fields["vacancies"].queryset = free | mine.filter(demand_letter=letter) if letter else free

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        wanted = sum(vacancy.seats for vacancy in found.get("vacancies") or ())
        if found.get("seats") and wanted > found["seats"]:
            self.add_error("seats", _("The vacancies have %(wanted)s seats together. Enter at least this number.") % {"wanted": wanted})
        return found


class ScanForm(forms.Form):
    """The attested letter as a file."""

    file = forms.FileField(
        label=_("Scan or photo of the attested letter"),
        help_text=_("JPEG, PNG or PDF, at most 8 MB."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,application/pdf"}),
    )

    def keep(self, letter: DemandLetter, user: User) -> bool:
        """Put it with the letter, or say why not; the file before it is erased."""
        try:
            limits.take(("upload.person", str(user.public_id)))
            stored = store_upload(self.cleaned_data["file"], owner=user, kind="demand")
        except FileRefused as refused:
            self.add_error("file", sentence(refused.code))
            return False
        except limits.TooMany:
            self.add_error("file", _("You sent many files in a short time. Try again in an hour."))
            return False
        return self._put(letter, stored)

    @transaction.atomic
    def _put(self, letter: DemandLetter, stored: StoredFile) -> bool:
        now = DemandLetter.objects.select_for_update(of=("self",), no_key=True).select_related("scan").get(pk=letter.pk)
        if now.state not in (DemandState.DRAFTED, DemandState.WAITING, DemandState.ENTERED):
            self.add_error("file", _("OEC has confirmed this letter already. Its scan stays as it is."))
            files.erase(stored)
            return False
        old = now.scan
        DemandLetter.objects.filter(pk=now.pk).update(scan=stored)
        if old:
            files.erase(old)
        return True


class AttestationForm(forms.ModelForm):
    """What stands on the attested paper, for the OEC officer."""

    number = forms.CharField(label=_("Number on the letter"), max_length=40, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}))
    authority = forms.ChoiceField(label=_("Attested by"), choices=DemandLetter.Authority.choices, widget=forms.RadioSelect)
    attested_on = forms.DateField(label=_("Attested on"), widget=forms.SelectDateWidget)
    valid_until = forms.DateField(
        label=_("Valid until"), widget=forms.SelectDateWidget, help_text=_("A permission usually holds for 120 days from its issue")
    )
    seats = WholeNumber(label=_("Seats on the letter"), required=True, min_value=1, max_value=1000)

    class Meta:
        model = DemandLetter
        fields = ["number", "authority", "attested_on", "valid_until", "seats"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = forms.SelectDateWidget().years[0]
        self.fields["attested_on"].widget.years = range(this_year - 2, this_year + 1)

    def _post_clean(self) -> None:
        """The row changes only in the transition: nothing is written into the instance here."""


class Letters(forms.ModelChoiceField):
    """Demand letters by number, seats and validity."""

    def label_from_instance(self, letter: DemandLetter) -> str:
        return _("%(number)s, seats: %(seats)s, valid until %(day)s") % {
            "number": letter.number,
            "seats": letter.seats,
            "day": letter.valid_until,
        }


class PublishForm(forms.Form):
    """Under which attested letter a vacancy is published."""

    letter = Letters(
        label=_("Demand letter"),
        queryset=DemandLetter.objects.none(),
        to_field_name="public_id",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, letters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter"].queryset = letters
