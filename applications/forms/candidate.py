"""What a candidate types: answers, consents, reasons, codes, times."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import rules
from applications.consent_words import words_of
from applications.forms.fields import CODE, Versioned, box
from applications.models import Application
from jobs.models import Vacancy
from jobs.presentation import employer_name


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
    """The own code; and, where the offer differs from the advertisement, that this was seen."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(attrs=CODE),
        help_text=_("Six digits. We send it to your own phone or e-mail."),
    )

    def __init__(self, *args, must_see: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if must_see:
            missing = {"required": _("Look at the differences and tick this box.")}
            label = _("I saw where the offer differs from the advertisement.")
            self.fields = {"version": self.fields["version"], "saw": forms.BooleanField(label=label, error_messages=missing), **self.fields}


class OtherTimesForm(forms.Form):
    """None of the times suits: when it would."""

    note = forms.CharField(
        label=_("When can you talk?"),
        help_text=_(
            "Write days and times of Pakistan. Example: Monday to Thursday after 3 in the afternoon. Do not write your name or number."
        ),
        max_length=600,
        widget=box(3),
    )


class ProposalForm(SendForm):
    """Another job that Inter-SES proposes: the questions of that employer, and the consents that are not given yet."""

    def __init__(self, *args, vacancy: Vacancy, given: set[str], **kwargs):
        super().__init__(*args, application=Application(vacancy=vacancy), given=given, **kwargs)
        asked = {}
        for question in vacancy.questions.all():
            missing = {"required": _("Answer this question. A few words are enough.")}
            asked[f"answer_{question.order}"] = forms.CharField(label=str(question), max_length=1000, widget=box(4), error_messages=missing)
        self.fields = {**asked, **self.fields}

    def answers(self) -> dict[int, str]:
        """The texts by the place of their question."""
        return {int(name.split("_")[1]): text for name, text in self.cleaned_data.items() if name.startswith("answer_")}


class SlotForm(forms.Form):
    """Which of the proposed times, by its place in the list; and the box for name and contact, not ticked beforehand."""

    slot = forms.IntegerField(min_value=1, max_value=20)
    show_name = forms.BooleanField(required=False)

    def __init__(self, *args, employer: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["show_name"].label = words_of("name", employer=employer)
        self.fields["show_name"].help_text = _("For this interview. You can close it again at any time.")
