"""Sign-up, sign-in and account forms. What people type is read in any script; nothing they typed is lost, but passwords."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.contact import LONGEST, Contact, Kind, digits, plain, read, read_email, read_phone
from accounts.limits import TooMany, give_back, take
from accounts.models import CONTACT_WAYS, User

CODE_BOX = {"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "enterkeyhint": "go"}


def wait_words(refusal: TooMany) -> str:
    """When to try again."""
    return _("Too many tries. Try again in %(minutes)s minutes.") % {"minutes": refusal.minutes}


class ContactField(forms.CharField):
    """An e-mail, a phone, or either; gives a Contact."""

    def __init__(self, *, kind: Kind | None = None, **kwargs: Any) -> None:
        self.kind = kind
        kind_of_box = {Kind.PHONE: ("tel", "tel"), Kind.EMAIL: ("email", "email"), None: ("text", "username")}[kind]
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                {"type": kind_of_box[0], "autocomplete": kind_of_box[1], "dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}
            ),
        )
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> Contact:
        text = super().clean(value)
        contact = {Kind.PHONE: read_phone, Kind.EMAIL: read_email, None: read}[self.kind](text)
        if contact is None:
            raise ValidationError(self.what_to_type(), code="contact")
        return contact

    def what_to_type(self) -> str:
        if self.kind == Kind.PHONE:
            return _("Type a mobile number, for example 0300 1234567.")
        if self.kind == Kind.EMAIL:
            return _("Type an e-mail address, for example name@example.com.")
        return _("Type a mobile number, for example 0300 1234567, or an e-mail address.")


class NameField(forms.CharField):
    """A person's whole name, in any script."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=160, min_length=2, widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}), **kwargs)

    def clean(self, value: Any) -> str:
        text = " ".join(str(super().clean(value)).split())
        if not any(char.isalpha() for char in text):
            raise ValidationError(_("Type the name in letters."), code="name")
        return text


def password_box(**kwargs: Any) -> forms.CharField:
    return forms.CharField(strip=False, max_length=1000, widget=forms.PasswordInput({"autocomplete": "new-password"}), **kwargs)


class SignInForm(forms.Form):
    """One page for everybody: phone or e-mail with the password, or with a code that we send."""

    login = ContactField(
        label=gettext_lazy("Mobile phone or e-mail"), help_text=gettext_lazy("For example 0300 1234567 or name@example.com")
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        required=False,
        max_length=1000,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=gettext_lazy("No password, or forgotten? Leave this empty and get a code."),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wants_code = self.data.get("way") == "code"
        self.fields["password"].use_required_attribute = False

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not password and not self.wants_code:
            raise ValidationError(_("Type your password, or press “Send me a code”."), code="required")
        return str(password)

    def clean_next(self) -> str:
        return str(self.cleaned_data["next"] or "")


class CodeForm(forms.Form):
    code = forms.CharField(label=gettext_lazy("Code"), max_length=40, widget=forms.TextInput(CODE_BOX), help_text=gettext_lazy("6 digits"))

    def clean_code(self) -> str:
        code = digits(self.cleaned_data["code"])
        if len(code) != 6:
            raise ValidationError(_("The code has 6 digits."), code="code")
        return code


class PhoneForm(forms.Form):
    contact = ContactField(
        kind=Kind.PHONE, label=gettext_lazy("Mobile phone"), help_text=gettext_lazy("For example 0300 1234567. We send a code by SMS.")
    )


class EmailForm(forms.Form):
    contact = ContactField(kind=Kind.EMAIL, label=gettext_lazy("E-mail"), help_text=gettext_lazy("We send a code to this address."))


class EitherForm(forms.Form):
    contact = ContactField(label=gettext_lazy("Mobile phone or e-mail"))


class CheckedPassword:
    """Checks the password against the person it is for."""

    is_password_needed = False

    def person(self, data: dict[str, Any]) -> User:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()  # type: ignore[misc]
        password = data.get("password")
        if password:
            try:
                validate_password(password, self.person(data))
            except ValidationError as refusal:
                self.add_error("password", refusal)  # type: ignore[attr-defined]
        return data


class NameForm(CheckedPassword, forms.Form):
    """The last page of a candidate's sign-up."""

    full_name = NameField(label=gettext_lazy("Full name as on your CNIC"))
    password = password_box(
        label=gettext_lazy("Password"),
        required=False,
        help_text=gettext_lazy("At least 12 characters; several words are best. You can also sign in with a code only."),
    )

    def person(self, data: dict[str, Any]) -> User:
        return User(full_name=data.get("full_name", ""))


class EmployerForm(CheckedPassword, forms.Form):
    """Sign-up of a company's first person; the company's own facts come after the e-mail is confirmed."""

    full_name = NameField(label=gettext_lazy("Your name"))
    email = ContactField(
        kind=Kind.EMAIL, label=gettext_lazy("Your e-mail at work"), help_text=gettext_lazy("We send a code to this address.")
    )
    password = password_box(label=gettext_lazy("Password"), help_text=gettext_lazy("At least 12 characters; several words are best."))

    def person(self, data: dict[str, Any]) -> User:
        return User(full_name=data.get("full_name", ""), email=data["email"].value if "email" in data else None)


class InvitedForm(CheckedPassword, forms.Form):
    """What an invited person says."""

    full_name = NameField(label=gettext_lazy("Your name"))
    password = password_box(
        label=gettext_lazy("Password"), help_text=gettext_lazy("At least 12 characters, 15 for staff; several words are best.")
    )

    def __init__(self, *args: Any, invited: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited

    def person(self, data: dict[str, Any]) -> User:
        return self.invited


class ColleagueForm(forms.Form):
    """Whom an owner invites."""

    full_name = NameField(label=gettext_lazy("Name of your colleague"))
    email = ContactField(kind=Kind.EMAIL, label=gettext_lazy("E-mail of your colleague"))


class PersonForm(forms.ModelForm):
    full_name = NameField(label=gettext_lazy("Full name"))

    class Meta:
        model = User
        fields = ["full_name", "language"]
        widgets = {"language": forms.RadioSelect}


class WaysForm(forms.ModelForm):
    """In which language, by which way, and when not by SMS."""

    class Meta:
        model = User
        fields = ["language", "contact_by", "quiet_from", "quiet_until"]
        labels = {"quiet_until": _("No SMS until")}
        widgets = {
            "language": forms.RadioSelect,
            "contact_by": forms.RadioSelect,
            "quiet_from": forms.TimeInput({"type": "time", "dir": "ltr"}, format="%H:%M"),
            "quiet_until": forms.TimeInput({"type": "time", "dir": "ltr"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_by"].choices = CONTACT_WAYS

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        missing = [name for name in ("quiet_from", "quiet_until") if data.get(name) is None and name not in self.errors]
        if len(missing) == 1:
            self.add_error(missing[0], _("Type both times, or neither."))
        if data.get("contact_by") == "email" and not self.instance.email:
            self.add_error("contact_by", _("First add an e-mail to your account."))
        if data.get("contact_by") == "sms" and not (self.instance.phone and self.instance.phone_verified):
            self.add_error("contact_by", _("First confirm your mobile phone."))
        return data


class NewPasswordForm(CheckedPassword, forms.Form):
    password = password_box(
        label=gettext_lazy("New password"), help_text=gettext_lazy("At least 12 characters, 15 for staff; several words are best.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def person(self, data: dict[str, Any]) -> User:
        return self.user


class OldPasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, max_length=1000, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


class CountedCode:
    """The second factor's code: any script's digits, exact limits per person. Recovery codes may be typed with spaces."""

    def prepare(self) -> None:
        box = self.fields["code"]  # type: ignore[attr-defined]
        box.label, box.max_length = _("Code"), 64
        box.widget.attrs.update(CODE_BOX)
        box.widget.attrs.pop("placeholder", None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare()

    def clean_code(self) -> str:
        pair = ("second_factor.person", str(self.user.pk))  # type: ignore[attr-defined]
        try:
            take(pair)
        except TooMany as refusal:
            raise ValidationError(wait_words(refusal), code="too_many")
        self.cleaned_data["code"] = plain(self.cleaned_data["code"][:64]).replace(" ", "")  # type: ignore[attr-defined]
        try:
            code = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            raise ValidationError(_("This code is not right. Look at your app again and type the newest code."), code="wrong")
        give_back(pair)
        return str(code)


class SecondFactorForm(CountedCode, AuthenticateForm):
    """At sign-in."""


class SecondFactorAgainForm(CountedCode, ReauthenticateForm):
    """Before something delicate."""


class SetUpForm(CountedCode, ActivateTOTPForm):
    """Setting up an authenticator app; its first right code counts as the second factor of this session."""

    def clean_code(self) -> str:
        code = super().clean_code()
        record_authentication(context.request, self.user, "mfa", type="totp")
        return code


class PasskeyForm(AddWebAuthnForm):
    """A new passkey, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Sign in with it alone, without a password")
            self.fields["passwordless"].help_text = ""


class PasskeyNameForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
