"""Who stands in for whom: an officer names a colleague for their own days off, the lead for everybody's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import role_required
from accounts.desk.page import show
from accounts.models import User
from accounts.roles import PARTNERS
from reviews import assignments, deputies
from reviews.models import Deputy
from workflow.steps import Refused


class DeputyForm(forms.Form):
    """Who is away, who stands in, from when until when."""

    officer = forms.ModelChoiceField(User.objects.none(), to_field_name="public_id", label=gettext_lazy("Who is away"))
    deputy = forms.ModelChoiceField(User.objects.none(), to_field_name="public_id", label=gettext_lazy("Who stands in"))
    first_day = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"}))
    last_day = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = deputies.names_whom(user)  # type: ignore[attr-defined]
        self.fields["deputy"].queryset = assignments.colleagues(user)  # type: ignore[attr-defined]
        self.fields["officer"].initial = user.public_id


@role_required(*PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def all_deputies(request: HttpRequest) -> HttpResponse:
    """The deputies from today on, and the form that names one; what cannot be kept comes back as it was typed."""
    form = DeputyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            row = deputies.name(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("%(deputy)s stands in for %(officer)s. Both get a letter.")
            messages.success(request, said % {"deputy": row.deputy, "officer": row.officer})
            return redirect("admin:desk_deputies")
    return show(request, "reviews/deputies.html", context(request, form), title=_("Deputies"), status=422 if form.errors else 200)


def context(request: HttpRequest, form: DeputyForm) -> dict[str, Any]:
    """Those of the own party, and which of them this reader may end."""
    today, may_name = deputies.today_of(request.user), set(deputies.names_whom(request.user).values_list("pk", flat=True))
    rows = Deputy.objects.visible_to(request.user).from_now(today).select_related("officer", "deputy")
    lines = [{"row": row, "is_now": row.first_day <= today, "may_end": row.officer_id in may_name} for row in rows]
    return {"form": form, "lines": lines, "leads": request.user.role in deputies.LEADS}


@role_required(*PARTNERS)
@require_POST
def end(request: HttpRequest, public_id: object) -> HttpResponse:
    """The officer is back: the cases are theirs alone again."""
    row = get_object_or_404(Deputy.objects.visible_to(request.user).select_related("officer", "deputy"), public_id=public_id)
    try:
        deputies.end(row, by=request.user)
        messages.success(request, _("Ended. Both get a letter."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:desk_deputies")
