"""What people and desks write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import contact
from accounts.models import User
from accounts.roles import Role
from support.states import Desk
from support.words import DESKS, DISMISSED, FOR_EMPLOYERS, FOR_STRANGERS, HOW, READY, SAID_TO_BE, SETTLED, SUBJECTS

FREE = {"dir": "auto", "rows": "6"}
PICTURES = {"accept": "image/jpeg,image/png,application/pdf"}
MOST = 99_999_999


class ReplyAddress(forms.CharField):
    """A phone or an e-mail address where an answer may go; empty where it is optional."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("max_length", contact.LONGEST)
        super().__init__(widget=forms.TextInput({"dir": "ltr", "autocomplete": "email"}), **more)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        found = contact.read(text)
        if found is None:
            raise ValidationError(_("Type a mobile number, such as 0301 2345678, or an e-mail address."))
        return found.value


class MessageForm(forms.Form):
    """A message with a file where it helps."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(FREE),
        help_text=_("Write in Urdu, English or Japanese. Do not write your CNIC or passport number here."),
    )
    text.is_wanted = True  # type: ignore[attr-defined]
    file = forms.FileField(
        label=_("Photo or PDF"), required=False, widget=forms.FileInput(PICTURES), help_text=_("JPEG, PNG or PDF, at most 8 MB.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("text", "").strip() or cleaned.get("file")):
            self.add_error("text", _("Write your message."))
        return cleaned


class AskForm(MessageForm):
    """A question to a human."""

    subject = forms.ChoiceField(
        label=_("What is it about?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what it is about.")}
    )
    about = forms.ChoiceField(label=_("Which application?"), required=False)
    reply_to = ReplyAddress(
        label=_("Where can we answer you?"),
        help_text=_("A mobile number or an e-mail address. We only tell you there that an answer waits."),
        error_messages={"required": _("Tell us where we can answer you.")},
    )
    field_order = ["subject", "about", "text", "file", "reply_to"]

    def __init__(self, *args: Any, user: User | None, own: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = FOR_STRANGERS if user is None else FOR_EMPLOYERS if user.role == Role.EMPLOYER else tuple(SUBJECTS)
        self.fields["subject"].choices = [(code, SUBJECTS[code]) for code in codes]  # type: ignore[attr-defined]
        if own:
            self.fields["about"].choices = [("", _("None of these")), *own]  # type: ignore[attr-defined]
        else:
            del self.fields["about"]
        if user is not None:
            del self.fields["reply_to"]

    def about_own(self) -> tuple[str, str] | None:
        """The chosen application: its id and its number."""
        chosen = self.cleaned_data.get("about", "")
        return (chosen, dict(self.fields["about"].choices)[chosen].split(" ")[0]) if chosen else None  # type: ignore[attr-defined]


class LookForm(forms.Form):
    """How a stranger opens the own question: its number and the address that was left."""

    number = forms.CharField(
        label=_("Number of your question"),
        max_length=20,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Such as Q-2026-7K3M9P."),
    )
    reply_to = ReplyAddress(label=_("Mobile number or e-mail that you gave us"))


class ReportForm(forms.Form):
    """A demand for money. Only the first question must be answered."""

    how = forms.ChoiceField(
        label=_("How was the money asked for?"),
        choices=list(HOW.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one, even if no money was paid.")},
    )
    said_to_be = forms.ChoiceField(
        label=_("Who did the person say to be?"),
        choices=list(SAID_TO_BE.items()),
        widget=forms.RadioSelect,
        initial="unknown",
        required=False,
    )
    amount = forms.CharField(
        label=_("How much, in rupees?"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )
    their_contact = forms.CharField(
        label=_("Phone, WhatsApp or name of that person"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    job_number = forms.CharField(
        label=_("Number of the job"), max_length=40, required=False, widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"})
    )
    place = forms.CharField(label=_("Where and when?"), max_length=200, required=False, widget=forms.TextInput({"dir": "auto"}))
    text = forms.CharField(label=_("What happened?"), max_length=4000, required=False, widget=forms.Textarea({"dir": "auto", "rows": "4"}))
    photo = forms.FileField(
        label=_("Photo of a message or a receipt"),
        required=False,
        widget=forms.FileInput(PICTURES),
        help_text=_("JPEG, PNG or PDF, at most 8 MB."),
    )
    reply_to = ReplyAddress(
        label=_("Where can we answer you?"),
        required=False,
        help_text=_("Leave it empty and nobody knows who you are. Then we cannot ask you anything."),
    )

    def clean_said_to_be(self) -> str:
        return self.cleaned_data["said_to_be"] or "unknown"

    def clean_amount(self) -> int | None:
        """Rs 50,000 or ۵۰۰۰۰ or 50 000: only the digits count."""
        typed = self.cleaned_data["amount"]
        digits = contact.digits(typed.split(".")[0])
        if typed and (not digits or int(digits) > MOST):
            raise ValidationError(_("Type the amount in rupees, such as 50000."))
        return int(digits) if digits else None

    def said(self) -> dict[str, Any]:
        """The columns of the report; what was left empty is not known."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "photo"}
        return kept | {name: kept[name] or None for name in ("their_contact", "reply_to")}


class AnswerForm(forms.Form):
    """An answer: a ready one, own words, or both."""

    ready = forms.ChoiceField(label=_("Begin with"), required=False)
    text = forms.CharField(label=_("Answer"), max_length=4000, required=False, widget=forms.Textarea(FREE))
    text.is_wanted = True  # type: ignore[attr-defined]

    def __init__(self, *args: Any, language: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["ready"].choices = [("", _("own words only")), *((code, name) for code, (name, _text) in READY.items())]  # type: ignore[attr-defined]

    def whole(self) -> str:
        """The ready words in the asker's language, then the own ones."""
        code, own = self.cleaned_data["ready"], self.cleaned_data["text"].strip()
        with translation.override(self.language):
            ready = str(READY[code][1]) if code else ""
        return "\n\n".join(part for part in (ready, own) if part)[:4000]


class NoteForm(forms.Form):
    """A word for colleagues."""

    text = forms.CharField(label=_("Note for colleagues"), max_length=4000, widget=forms.Textarea({"dir": "auto", "rows": "3"}))


class HandOverForm(forms.Form):
    """To the other partner, with a word."""

    to = forms.ChoiceField(label=_("To"))
    text = forms.CharField(
        label=_("Note for colleagues"), max_length=4000, required=False, widget=forms.Textarea({"dir": "auto", "rows": "2"})
    )

    def __init__(self, *args: Any, desk: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(code, DESKS[code]) for code in (Desk.OEC, Desk.INTER_SES) if code != desk]  # type: ignore[attr-defined]


class EndForm(NoteForm):
    """How a report ended."""

    outcome = forms.ChoiceField(label=_("How it ended"))
    field_order = ["outcome", "text"]

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = SETTLED if name == "settle" else DISMISSED
        self.fields["outcome"].choices = [("", _("choose")), *known.items()]  # type: ignore[attr-defined]
        self.fields["text"].label = _("What was found and done")
