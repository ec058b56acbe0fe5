"""What a supervisor or the auditor asks of the records."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.models import Profile
from records.models import Inquiry

LEAST_WORDS = 3
MINUTES = "%Y-%m-%dT%H:%M"


def account_of(text: str) -> User | None:
    """The account with this e-mail, or of the candidate with this number."""
    owner = Profile.objects.filter(reference=text.strip().upper()).values("user")
    return User.objects.filter(Q(email=text.strip().lower()) | Q(pk__in=owner)).first()


def moment(label: Any) -> forms.DateTimeField:
    """A day and time by the clock that stands in the form."""
    return forms.DateTimeField(
        label=label, input_formats=[MINUTES, f"{MINUTES}:%S"], widget=forms.DateTimeInput({"type": "datetime-local"}, format=MINUTES)
    )


class InquiryForm(forms.ModelForm):
    """One question: about which account, for which time by which clock, and why."""

    account = forms.CharField(
        label=_("Account"),
        max_length=254,
        help_text=_("E-mail of the account, or the number of a candidate"),
        widget=forms.TextInput({"dir": "ltr"}),
    )
    since, until = moment(_("From")), moment(_("Until"))

    class Meta:
        model = Inquiry
        fields = ("what", "account", "since", "until", "clock", "reason")
        widgets = {"what": forms.RadioSelect, "clock": forms.RadioSelect, "reason": forms.Textarea({"rows": 2, "dir": "auto"})}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        now = timezone.now().astimezone(ZoneInfo(Inquiry.Clock.PAKISTAN))
        first = {"since": (now - timedelta(days=30)).strftime(MINUTES), "until": now.strftime(MINUTES)}
        super().__init__(*args, initial=first, **kwargs)
        self.instance.by = by

    def clean_account(self) -> str:
        """An account that exists."""
        found = account_of(self.cleaned_data["account"])
        if found is None:
            raise ValidationError(_("No account has this e-mail or number."))
        self.instance.person = found
        return str(self.cleaned_data["account"])

    def clean_reason(self) -> str:
        """A few words at least."""
        reason = str(self.cleaned_data["reason"]).strip()
        if len(reason.split()) < LEAST_WORDS:
            raise ValidationError(_("Write in a few words why you ask."))
        return reason

    def clean(self) -> dict[str, Any]:
        """Both ends by the clock that was chosen."""
        cleaned = super().clean() or self.cleaned_data
        zone = ZoneInfo(cleaned.get("clock") or Inquiry.Clock.PAKISTAN)
        for name in ("since", "until"):
            if name in cleaned:
                cleaned[name] = at_clock(cleaned[name], zone)
        if "since" in cleaned and "until" in cleaned and cleaned["since"] >= cleaned["until"]:
            self.add_error("until", _("The end must come after the beginning."))
        return cleaned


def at_clock(value: datetime, zone: ZoneInfo) -> datetime:
    """The digits that were typed, read by this clock."""
    return value.replace(tzinfo=zone)


class AccessForm(forms.Form):
    """Which looks: by whom, at whom, when."""

    who = forms.CharField(label=_("Who looked (e-mail)"), required=False, max_length=254, widget=forms.TextInput({"dir": "ltr"}))
    person = forms.CharField(label=_("At whom (number)"), required=False, max_length=20, widget=forms.TextInput({"dir": "ltr"}))
    since = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Until day"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def clean_who(self) -> User | None:
        return self.found("who")

    def clean_person(self) -> User | None:
        return self.found("person")

    def found(self, name: str) -> User | None:
        """The account that is meant, or None where nothing was typed."""
        text = self.cleaned_data[name]
        account = account_of(text) if text else None
        if text and account is None:
            raise ValidationError(_("No account has this e-mail or number."))
        return account
