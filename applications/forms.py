"""What people type about applications: the candidate's, the employer's and the desk's forms. Rules are asked in the transitions."""

import re
import unicodedata
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import rules
from applications.consent_words import words_of
from applications.models import Application, Offer
from applications.words import GROUND_WORDS
from jobs.models.vacancy import TOKYO
from jobs.presentation import employer_name

SOURCE_WORDS = [("walk_in", _("at the counter")), ("phone", _("by phone")), ("letter", _("by letter")), ("scan", _("by scan or e-mail"))]
SLOTS = 3
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "maxlength": "12"}


def box(rows: int) -> forms.Textarea:
    """A box for free words in any script."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def plain_digits(text: str) -> str:
    """Full-width and Urdu digits as Western ones."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))


class PlainDate(forms.DateField):
    """A day, typed or picked; any digits."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def to_python(self, value):
        return super().to_python(plain_digits(value).replace("/", "-").strip() if isinstance(value, str) else value)


class PlainTime(forms.TimeField):
    """A time of day, typed or picked; any digits."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)

    def to_python(self, value):
        return super().to_python(plain_digits(value).strip() if isinstance(value, str) else value)


class Yen(forms.IntegerField):
    """An amount in whole yen; commas, spaces and the sign are taken off."""

    def __init__(self, **kwargs):
        super().__init__(min_value=1, max_value=100_000_000, widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}), **kwargs)

    def to_python(self, value):
        return super().to_python(re.sub(r"[,\s¥円]", "", plain_digits(value)) if isinstance(value, str) else value)


class Versioned(forms.Form):
    """A step names the version it was decided on."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)


# ── the candidate's ───────────────────────────────────────────────────────────────────────────────────


class AnswersForm(forms.Form):
    """The employer's questions, each to be answered, and in the person's own words why this job."""

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, **kwargs)
        said = {row.question_id: row.text for row in application.answers.all()}
        missing = {"required": _("Answer this question. A few words are enough.")}
        for question in application.vacancy.questions.all():
            self.fields[f"answer_{question.order}"] = forms.CharField(
                label=str(question), max_length=1000, initial=said.get(question.pk, ""), widget=box(4), error_messages=missing
            )
        self.fields["motivation"] = forms.CharField(
            label=_("Why do you want this job?"),
            help_text=_("A few sentences. Do not write your name, phone number or address here: the employer reads this without them."),
            max_length=2000,
            required=False,
            initial=application.motivation,
            widget=box(6),
        )

    def answers(self) -> dict[int, str]:
        """The texts by the place of their question."""
        return {int(name.split("_")[1]): text for name, text in self.cleaned_data.items() if name.startswith("answer_")}


class SendForm(Versioned):
    """One box per receiver, never ticked beforehand; a consent that is already given is not asked twice."""

    def __init__(self, *args, application: Application, given: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.given = given
        employer = employer_name(application.vacancy)
        notes = {
            rules.PARTNERS: _("You agree once for all your applications. You can take it back at any time."),
            rules.PRESENT: _("Your name and contact stay closed until the interview. You decide then."),
        }
        for purpose, note in notes.items():
            if purpose not in given:
                missing = {"required": _("Tick this box if you agree. Without it the application cannot be sent.")}
                label = words_of(purpose, employer=employer)
                self.fields[purpose] = forms.BooleanField(label=label, help_text=note, error_messages=missing)

    def consents(self) -> set[str]:
        """The purposes ticked now."""
        return {purpose for purpose in (rules.PARTNERS, rules.PRESENT) if self.cleaned_data.get(purpose)}


class WhyForm(Versioned):
    """An optional word with a step that nobody may refuse."""

    note = forms.CharField(
        label=_("Your reason, if you like to give one"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AcceptForm(Versioned):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(attrs=CODE),
        help_text=_("Six digits. We send it to your own phone or e-mail."),
    )


class SlotForm(forms.Form):
    """Which of the proposed times, by its place in the list; and the box for name and contact, not ticked beforehand."""

    slot = forms.IntegerField(min_value=1, max_value=20)
    show_name = forms.BooleanField(required=False)

    def __init__(self, *args, employer: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["show_name"].label = words_of("name", employer=employer)
        self.fields["show_name"].help_text = _("For this interview. You can close it again at any time.")


# ── the employer's ────────────────────────────────────────────────────────────────────────────────────


class InviteForm(Versioned):
    """Up to three times in Japan; at least one."""

    place = forms.CharField(label=_("Link or place"), max_length=300, help_text=_("Example: the link of the video call."))
    message = forms.CharField(
        label=_("Message to the candidate"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
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
        return data

    def slots(self) -> list[datetime]:
        """The proposed times, aware."""
        pairs = [(self.cleaned_data.get(f"day_{n}"), self.cleaned_data.get(f"time_{n}")) for n in range(1, SLOTS + 1)]
        return [datetime.combine(day, at, tzinfo=TOKYO) for day, at in pairs if day and at is not None]


class OfferForm(forms.ModelForm):
    """The written conditions (Labour Standards Act 15), in words that the candidate can read."""

    version = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    base_pay = Yen(label=_("Base pay, yen a month"))
    starts_on = PlainDate(label=_("First day of work"))
    answer_by = PlainDate(label=_("The candidate answers by"))

    class Meta:
        model = Offer
        fields = [*rules.WRITTEN_CONDITIONS, "answer_by"]
        widgets = {"duties": forms.Textarea(attrs={"rows": 5}), "leaving": forms.Textarea(attrs={"rows": 3})}


# ── the desk's, and those that employer and desk share ────────────────────────────────────────────────


class SendBackForm(forms.Form):
    note = forms.CharField(label=_("What should the candidate correct?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ReferBackForm(forms.Form):
    note = forms.CharField(label=_("Why does it go back to OEC?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class RescindForm(Versioned):
    note = forms.CharField(label=_("Why do you take the offer back?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class EndorseForm(forms.Form):
    override_reason = forms.CharField(
        label=_("Why do you endorse although the rules are not met?"),
        help_text=_("Only when the verdict is no. It is marked in the record."),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PresentForm(forms.Form):
    summary_ja = forms.CharField(
        label=_("Short summary for the employer, in Japanese"),
        help_text=_("Without name, age, district or contact."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "ja"}),
    )


class ObjectForm(forms.Form):
    objection = forms.CharField(label=_("What should the employer change?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class NotSelectForm(Versioned):
    """The grounds that this role may use; whether the candidate reads it."""

    reason = forms.ChoiceField(label=_("Reason"))
    shared = forms.BooleanField(label=_("The candidate may read this reason."), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, role: str, **kwargs):
        super().__init__(*args, **kwargs)
        grounds = [code for code, ground in rules.NOT_SELECT_GROUNDS.items() if role in ground.by]
        self.fields["reason"].choices = [("", _("Choose a reason")), *((code, GROUND_WORDS[code]) for code in grounds)]


class CloseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Choose a reason")), *((code, GROUND_WORDS[code]) for code in rules.CLOSE_GROUNDS)]
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DepartForm(forms.Form):
    protector_number = forms.CharField(label=_("Registration number of the Protector of Emigrants"), max_length=40)
    visa_number = forms.CharField(
        label=_("Visa number"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    flight_number = forms.CharField(label=_("Flight"), max_length=12, required=False)
    flight_on = PlainDate(label=_("Day of the flight"))


class ArriveForm(forms.Form):
    arrived_on = PlainDate(label=_("Day of arrival in Japan"))


class OnBehalfForm(forms.Form):
    source = forms.ChoiceField(label=_("How did the person tell you?"), choices=SOURCE_WORDS, widget=forms.RadioSelect)
