"""What is typed about many cases: to whom they go, what to decide, when to release, why not."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from reviews import assignments, many, rules
from reviews.assignments import AT_ONCE
from reviews.wishes import is_uuid
from workflow.clock import PAKISTAN, ZONES

POOL = "pool"


class ManyForm(forms.Form):
    """What to decide together, and for whom where nobody is ticked."""

    step = forms.ChoiceField(label=gettext_lazy("Decide together"))
    count = forms.IntegerField(label=gettext_lazy("the first of the list"), min_value=1, max_value=rules.AT_ONCE, required=False)
    job = forms.CharField(label=gettext_lazy("or all of the job number"), max_length=20, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(one.verb.name, one.verb.label) for one in many.open_to(user)]  # type: ignore[attr-defined]


class GiveForm(forms.Form):
    """To whom; without a ticked row, the first so many of the list as it is shown."""

    to = forms.ChoiceField(label=gettext_lazy("Give to"))
    first = forms.IntegerField(label=gettext_lazy("the first"), min_value=1, max_value=AT_ONCE, initial=10, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.public_id): person for person in assignments.colleagues(user)}
        names = [(ref, str(person)) for ref, person in self.people.items()]
        self.fields["to"].choices = [("", _("Choose")), *names, (POOL, _("nobody: into the shared pool"))]  # type: ignore[attr-defined]


class SignForm(forms.Form):
    """When it is released; without a time, at once."""

    at = forms.DateTimeField(
        label=gettext_lazy("Release at (time in Karachi)"),
        help_text=gettext_lazy("Leave it empty to release at once. At most two weeks from now."),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_at(self) -> datetime | None:
        """As the clock in Karachi shows it, whatever zone the server keeps."""
        typed = self.cleaned_data["at"]
        return timezone.make_aware(timezone.make_naive(typed), ZONES[PAKISTAN]) if typed else None


class WhyForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("Why?"), max_length=2000, widget=forms.Textarea({"rows": 2, "dir": "auto"}))


def ticked(request: HttpRequest) -> list[str]:
    """The rows that were ticked, each once; what is no reference is left out."""
    return list(dict.fromkeys(ref for ref in request.POST.getlist("row") if is_uuid(ref)))


def too_many(count: int, most: int) -> str:
    """What to say before anything happens where more are named than one page takes; nothing otherwise."""
    if count <= most:
        return ""
    words = _("You named %(count)s. At most %(most)s are taken together. Nothing was done: leave some out and send it again.")
    return words % {"count": count, "most": most}
