"""What somebody types to ask for a second signature, or to refuse one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.contact import Kind
from accounts.forms import ContactField, NameField
from accounts.models import ROLE_NAMES
from accounts.roles import DESK

ROLES = [(role.value, ROLE_NAMES[role]) for role in sorted(DESK)]
LANGUAGES = [("en", "English"), ("ur", "اردو"), ("ja", "日本語")]


class ReasonField(forms.CharField):
    """Own words, for the person who signs."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Why is this needed?"))
        kwargs.setdefault("help_text", _("The person who signs reads this. It stays in the history."))
        super().__init__(max_length=500, widget=forms.Textarea({"rows": 3, "dir": "auto"}), **kwargs)


class AskForm(forms.Form):
    """A reason alone."""

    reason = ReasonField()

    def wants(self) -> dict[str, str]:
        return {}


class RoleForm(AskForm):
    """Another role of the desk."""

    role = forms.ChoiceField(label=_("New role"), choices=ROLES)
    field_order = ["role", "reason"]

    def wants(self) -> dict[str, str]:
        return {"role": self.cleaned_data["role"]}


class InviteForm(AskForm):
    """Somebody who has no account yet."""

    full_name = NameField(label=_("Full name"))
    email = ContactField(kind=Kind.EMAIL, label=_("e-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)
    field_order = ["full_name", "email", "role", "language", "reason"]

    def wants(self) -> dict[str, str]:
        return {"role": self.cleaned_data["role"], "language": self.cleaned_data["language"]}


class AnswerForm(forms.Form):
    """Why not."""

    note = ReasonField(label=_("Why not?"), help_text=_("The person who asked reads this."))


FORMS: dict[str, type[AskForm]] = {"change_role": RoleForm}
