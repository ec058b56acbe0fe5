"""What an employer types: times, written conditions, reasons."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import rules
from applications.forms.fields import PlainDate, PlainTime, Versioned, Yen
from applications.models import MARKS, Application, Interview, Offer
from applications.words import GROUND_WORDS
from jobs.models.vacancy import TOKYO

SLOTS = 3
NUMBER = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"})
MARK_FIELDS = ("mark_skill", "mark_language", "mark_talk", "mark_will")


class InviteForm(Versioned):
    """Up to three times in Japan, at least one; how, how long, and what to expect."""

    form = forms.ChoiceField(label=_("How do you meet?"), choices=Interview.Form.choices, required=False)
    place = forms.CharField(
        label=_("Link or place"),
        max_length=300,
        required=False,
        help_text=_("Example: the link of the video call. By phone: who calls whom."),
    )
    minutes = forms.IntegerField(label=_("How long, in minutes"), min_value=10, max_value=480, required=False, widget=NUMBER)
    is_technical_test = forms.BooleanField(label=_("There is a technical test"), required=False)
    has_interpreter = forms.BooleanField(label=_("Inter-SES brings an interpreter"), required=False)
    message = forms.CharField(
        label=_("Message to the candidate"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for n in range(1, SLOTS + 1):
            self.fields[f"day_{n}"] = PlainDate(label=_("Day %(n)s") % {"n": n}, required=n == 1)
            self.fields[f"time_{n}"] = PlainTime(label=_("Time %(n)s (Japan)") % {"n": n}, required=n == 1)

    def clean(self):
        data = super().clean()
        for n in range(2, SLOTS + 1):
            if f"day_{n}" in data and f"time_{n}" in data and (data[f"day_{n}"] is None) != (data[f"time_{n}"] is None):
                self.add_error(f"time_{n}" if data[f"time_{n}"] is None else f"day_{n}", _("Enter the day and the time, or neither."))
        if data.get("form") != Interview.Form.PHONE and "place" in data and not data["place"]:
            self.add_error("place", _("Write the link of the video call, or the place."))
        return data

    def slots(self) -> list[datetime]:
        """The proposed times, aware."""
        pairs = [(self.cleaned_data.get(f"day_{n}"), self.cleaned_data.get(f"time_{n}")) for n in range(1, SLOTS + 1)]
        return [datetime.combine(day, at, tzinfo=TOKYO) for day, at in pairs if day and at is not None]

    def meeting(self) -> dict[str, object]:
        """How they meet, as the transition takes it."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("place", "is_technical_test", "has_interpreter", "message")}
        return plain | {"form": said["form"] or Interview.Form.VIDEO, "minutes": said["minutes"] or 60}

    def rows(self) -> list[dict[str, object]]:
        """Day and time side by side, with the moment they name as far as it can be read."""
        return [{"day": self[f"day_{n}"], "time": self[f"time_{n}"], "at": self.moment(n)} for n in range(1, SLOTS + 1)]

    def moment(self, n: int) -> datetime | None:
        """What the n-th day and time mean now, typed or prefilled; None while they mean nothing."""
        try:
            day = self.fields[f"day_{n}"].clean(self[f"day_{n}"].value())
            at = self.fields[f"time_{n}"].clean(self[f"time_{n}"].value())
        except forms.ValidationError:
            return None
        return datetime.combine(day, at, tzinfo=TOKYO) if day and at is not None else None

    def others(self) -> list[forms.BoundField]:
        """The fields under the times."""
        return [self[name] for name in ("form", "place", "minutes", "is_technical_test", "has_interpreter", "message")]


class OutcomeForm(Versioned):
    """The card after the interview: four marks, a note, what comes next."""

    outcome = forms.ChoiceField(label=_("What comes next?"), choices=Interview.Outcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note on the interview"),
        help_text=_("For you and Inter-SES. The candidate does not see it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        marks = {
            name: forms.ChoiceField(
                label=Interview._meta.get_field(name).verbose_name, choices=MARKS, required=False, widget=forms.RadioSelect
            )
            for name in MARK_FIELDS
        }
        self.fields = {"version": self.fields.pop("version"), **marks, **self.fields}

    def marks(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in MARK_FIELDS}


class OfferForm(forms.ModelForm):
    """The written conditions (Labour Standards Act 15), in words that the candidate can read."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    base_pay = Yen(label=_("Base pay, yen a month"))
    starts_on = PlainDate(label=_("First day of work"))
    answer_by = PlainDate(label=_("The candidate answers by"))
    document = forms.FileField(
        label=_("Your own notice of working conditions"),
        help_text=_("If you have one: PDF, JPEG or PNG, at most 8 MB. It is shown beside these conditions, and these conditions count."),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,application/pdf"}),
    )

    class Meta:
        model = Offer
        fields = [*rules.OFFER_CONDITIONS, "answer_by"]
        widgets = {"duties": forms.Textarea(attrs={"rows": 5}), "leaving": forms.Textarea(attrs={"rows": 3})}

    def conditions(self) -> dict[str, object]:
        """As the transition takes them."""
        return {name: self.cleaned_data[name] for name in (*rules.OFFER_CONDITIONS, "answer_by")}

    def typed(self) -> dict[str, object]:
        """What stands in the fields now, read as far as it can be read."""
        return {name: self._read(name) for name in rules.OFFER_CONDITIONS}

    def _read(self, name: str) -> object:
        value = self[name].value()
        try:
            return self.fields[name].clean(value)
        except forms.ValidationError:
            return value


class RescindForm(Versioned):
    note = forms.CharField(label=_("Why do you take the offer back?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class NotSelectForm(Versioned):
    """The grounds that this role may use; whether the candidate reads it."""

    reason = forms.ChoiceField(label=_("Reason"))
    shared = forms.BooleanField(label=_("The candidate may read this reason."), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, role: str, **kwargs):
        super().__init__(*args, **kwargs)
        grounds = [code for code, ground in rules.NOT_SELECT_GROUNDS.items() if role in ground.by]
        self.fields["reason"].choices = [("", _("Choose a reason")), *((code, GROUND_WORDS[code]) for code in grounds)]


class NotSelectRow(NotSelectForm):
    """One of several: the same questions under the number of the candidate."""

    def __init__(self, *args, application: Application, **kwargs):
        start = {"version": application.version, "shared": True, **kwargs.pop("initial", {})}
        super().__init__(*args, prefix=str(application.public_id), initial=start, **kwargs)
        self.application = application
