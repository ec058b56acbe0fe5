"""The form of closures, for a company's own pages and for the desk's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import closures
from accounts.models import Party
from workflow.clock import local_day
from workflow.steps import Refused


class ClosureForm(forms.Form):
    """From when until when, and what for."""

    first_day = forms.DateField(label=gettext_lazy("First day closed"), widget=forms.DateInput({"type": "date"}))
    last_day = forms.DateField(label=gettext_lazy("Last day closed"), widget=forms.DateInput({"type": "date"}))
    name = forms.CharField(
        label=gettext_lazy("What for"),
        help_text=gettext_lazy("For example: Obon, end of the year."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )


def entered(request: HttpRequest, party: Party, form: ClosureForm) -> bool:
    """Whether the closure stands now; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        _row, moved = closures.enter(party, **form.cleaned_data, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    later = ngettext("%(n)s due date moved later.", "%(n)s due dates moved later.", moved) % {"n": moved}
    messages.success(request, f"{_('Entered.')} {later if moved else _('No due date had to move.')}")
    return True


def said_back() -> str:
    """What to say when one was taken back."""
    return _("Taken back. Due dates that moved stay where they are.")


def shown(party: Party, form: ClosureForm, *, may_enter: bool) -> dict[str, Any]:
    """What the pages show of one house."""
    today = local_day(timezone.now(), party.kind)
    lines = [{"row": row, "is_now": row.first_day <= today} for row in closures.coming(party)]
    return {"party": party, "lines": lines, "form": form, "may_enter": may_enter, "most": closures.MOST}
