"""Forms that only the desk has, and those of the lower floors with a note for the staff."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.contact import Kind
from accounts.forms import ContactField, NameField
from applications import forms as applications
from applications import rules
from applications.models import Application
from candidates.identity import IdentityInvalid, canonical_name
from jobs.forms import AttestationForm, VerifyForm
from register.forms import ClaimForm
from reviews.models import Call
from workflow.models import Note
from workflow.steps import Reason


def note() -> forms.CharField:
    """Words for OEC and Inter-SES, kept with the step."""
    return forms.CharField(label=_("Note for the staff"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class StepForm(forms.Form):
    """A step that asks nothing but an optional note."""

    note = note()


class MustNoteForm(forms.Form):
    """A step that says why."""

    note = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class EndorseForm(applications.EndorseForm):
    """Asks for the written reason only where the verdict is no."""

    note = note()

    def __init__(self, *args: Any, verdict: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if verdict == "no":
            self.fields["override_reason"].required = True
        else:
            del self.fields["override_reason"]


class SummaryForm(applications.PresentForm):
    """The same words, written while OEC still checks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["summary_ja"].widget.attrs["rows"] = 4


class PresentForm(SummaryForm):
    note = note()


class NotSelectForm(applications.NotSelectForm):
    """The version travels once, outside of the form's fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.fields["note"].widget.attrs["rows"] = 2


class HandOnForm(forms.Form):
    """Why somebody else decides: this officer knows the person."""

    note = forms.CharField(
        label=_("How do you know the person?"),
        help_text=_("In a few words. Colleagues can read it."),
        max_length=400,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )


class VerifyEmployerForm(VerifyForm):
    note = note()


class AttestForm(AttestationForm):
    """Short enough to stand beside the paper on one screen."""

    note = note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].help_text = ""
        self.fields["note"].widget.attrs["rows"] = 1


class ReopenForm(forms.Form):
    closes_on = applications.PlainDate(label=_("Last day to apply"), required=False)
    note = note()


class FindForm(forms.Form):
    """Who stands at the counter. Sent by POST, so that no number gets into an address or a log."""

    who = forms.CharField(
        label=_("Number or name"),
        help_text=_("Candidate number, application number, CNIC, passport, phone, or the name in Urdu or Latin letters."),
        max_length=120,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )


class CounterForm(forms.Form):
    """An application for somebody at the counter."""

    vacancy = forms.CharField(label=_("Job number"), max_length=20, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}))
    source = forms.ChoiceField(label=_("How did the person tell you?"), choices=applications.SOURCE_WORDS, widget=forms.RadioSelect)
    partners = forms.BooleanField(label=_("The person agrees that OEC and Inter-SES use the file to find work in Japan."), required=False)
    present = forms.BooleanField(label=_("The person agrees that the employer sees the file without the name."), required=False)

    def consents(self) -> set[str]:
        """The purposes agreed to."""
        return {purpose for purpose in (rules.PARTNERS, rules.PRESENT) if self.cleaned_data.get(purpose)}


class BehalfForm(applications.OnBehalfForm):
    """A step for somebody, with the way the person spoke; sending again may need consents."""

    note = note()


class WalkInForm(ClaimForm):
    """Who stands at the counter with the card: everything is typed from the card, not from memory."""

    full_name = NameField(label=_("Full name as on the CNIC"))
    phone = ContactField(kind=Kind.PHONE, label=_("Mobile phone"), help_text=_("For example 0300 1234567. A family may share one phone."))
    phone_is = forms.ChoiceField(
        label=_("Whose phone is it?"),
        choices=[("own", _("the person's own")), ("family", _("of the family"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of messages"), choices=[("ur", "اردو"), ("en", "English")], initial="ur", widget=forms.RadioSelect
    )
    partners = forms.BooleanField(
        label=_("The person agrees that OEC and Inter-SES use the file to find work in Japan."),
        error_messages={"required": _("Read the sentence to the person. Without this consent nothing is kept.")},
    )
    is_new = forms.BooleanField(label=_("The person is none of these"), required=False, widget=forms.HiddenInput)
    field_order = ["full_name", "cnic", "birth_date", "phone", "phone_is", "language", "partners", "is_new"]

    def clean_full_name(self) -> str:
        try:
            return canonical_name(self.cleaned_data["full_name"])
        except IdentityInvalid as invalid:
            raise ValidationError(str(Reason(invalid.code))) from invalid


class ReasonForm(forms.Form):
    """Which values, and why: the person reads the reason."""

    fields_wanted = forms.MultipleChoiceField(
        label=_("What do you need to see?"),
        choices=[
            ("cnic", _("CNIC")),
            ("birth_date", _("Date of birth")),
            ("passport_number", _("Passport number")),
            ("phone", _("Phone")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Why?"), help_text=_("The person can read this."), max_length=300, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class CallForm(forms.ModelForm):
    """What happened, in one choice, and a few words."""

    class Meta:
        model = Call
        fields = ["outcome", "note"]
        widgets = {"outcome": forms.RadioSelect}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["outcome"].choices = Call.Outcome.choices  # type: ignore[attr-defined]
        self.fields["outcome"].error_messages |= dict.fromkeys(("required", "invalid_choice"), _("Choose what happened with the call."))


REACHES = (Note.Reach.OWN, Note.Reach.PARTNERS)
WITH_EMPLOYER = ("vacancy", "employer", "demand")


class NoteForm(forms.Form):
    """The words and for whom they are; nobody is chosen beforehand, so that nothing reaches too far by habit."""

    text = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea({"rows": 3, "dir": "auto"}))
    reach = forms.ChoiceField(label=_("Who may read it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = [(reach.value, reach.label) for reach in reaches(subject)]  # type: ignore[attr-defined]


def reaches(subject: Any) -> tuple[Note.Reach, ...]:
    """The employer only where the case is its own: what it wrote itself, or a candidate who was presented to it."""
    is_presented = isinstance(subject, Application) and subject.presented_at is not None
    return (*REACHES, Note.Reach.EMPLOYER) if is_presented or subject.KIND in WITH_EMPLOYER else REACHES
