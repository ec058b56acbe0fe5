"""Calls with a person: what was tried, by whom, when."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.roles import OEC
from reviews.desk.page import profile_or_404
from reviews.models import Call


class CallForm(forms.ModelForm):
    """What happened, in one choice, and a few words."""

    class Meta:
        model = Call
        fields = ["outcome", "note"]
        widgets = {"outcome": forms.RadioSelect}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["outcome"].choices = Call.Outcome.choices  # type: ignore[attr-defined]


@role_required(*OEC)
@require_POST
def call(request: HttpRequest, public_id: object) -> HttpResponse:
    """Write a call down; the person's page shows it at once."""
    profile, form = profile_or_404(request, public_id), CallForm(request.POST)
    if form.is_valid():
        form.instance.profile, form.instance.by = profile, request.user
        form.save()
        messages.success(request, _("The call is written down."))
    else:
        messages.error(request, _("Choose what happened with the call."))
    return redirect("admin:desk_person", public_id=profile.public_id)
