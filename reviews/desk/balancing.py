"""The switch of each queue that lets the system give free cases, and what each colleague takes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OWNER_OF
from jobs.models import SswField
from reviews import assignments, balancing
from reviews.deputies import LEADS
from reviews.desk.page import kind_or_404
from reviews.kinds import kinds_for
from reviews.models import Remit
from support.models import Office
from workflow.steps import Refused


class RemitForm(forms.Form):
    """Fields and office of one colleague; nothing chosen: all of them."""

    fields_taken = forms.MultipleChoiceField(label=gettext_lazy("Fields"), required=False, widget=forms.CheckboxSelectMultiple)
    office = forms.ModelChoiceField(Office.objects.none(), label=gettext_lazy("Office"), required=False, empty_label=gettext_lazy("all"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(balancing.IT, _("IT and engineers")), *((field.pk, str(field)) for field in SswField.objects.all())]
        self.fields["fields_taken"].choices = choices  # type: ignore[attr-defined]
        self.fields["office"].queryset = Office.objects.open()  # type: ignore[attr-defined]


@role_required(*LEADS)
@require_safe
def balance(request: HttpRequest) -> HttpResponse:
    """What is on, by whom and since when; and what each colleague takes."""
    known = balancing.switches(str(OWNER_OF[request.user.role]))
    lines = [{"kind": kind, "row": known.get(kind.name)} for kind in kinds_for(request.user.role)]
    remits = {row.officer_id: row for row in Remit.objects.all()}
    people = [(user, form_of(user, remits.get(user.pk))) for user in assignments.colleagues(request.user)]
    return show(request, "reviews/balance.html", {"lines": lines, "people": people}, title=_("Cases given by load"))


def form_of(user: Any, remit: Remit | None) -> RemitForm:
    """The form of one colleague, filled."""
    initial = {"fields_taken": remit.fields, "office": remit.office_id} if remit else {}
    return RemitForm(initial=initial, auto_id=f"r{user.pk}_%s")


@role_required(*LEADS)
@require_POST
def switch(request: HttpRequest, kind: str) -> HttpResponse:
    """On or off, from now on."""
    found, is_on = kind_or_404(request, kind), request.POST.get("is_on") == "1"
    balancing.switch(found, is_on=is_on, by=request.user)
    said = _("From now on free cases are given by load: %(queue)s.") if is_on else _("Free cases stay in the pool: %(queue)s.")
    messages.success(request, said % {"queue": found.many})
    return redirect("admin:desk_balance")


@role_required(*LEADS)
@require_POST
def remit(request: HttpRequest, public_id: object) -> HttpResponse:
    """Keep what this colleague takes."""
    officer, form = get_object_or_404(assignments.colleagues(request.user), public_id=public_id), RemitForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose fields and an office of the list."))
        return redirect("admin:desk_balance")
    try:
        balancing.set_remit(officer, fields=form.cleaned_data["fields_taken"], office=form.cleaned_data["office"], by=request.user)
        messages.success(request, _("Kept."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk_balance")
