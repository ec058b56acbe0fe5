"""Calls with a person: what was tried, by whom, when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import role_required
from accounts.roles import OEC
from reviews.desk.counter import person_page
from reviews.desk.page import profile_or_404
from reviews.forms import CallForm


@role_required(*OEC)
@require_POST
def call(request: HttpRequest, public_id: object) -> HttpResponse:
    """Write a call down; the person's page shows it at once, or what was typed with what is wrong."""
    profile, form = profile_or_404(request, public_id), CallForm(request.POST, auto_id="call_%s")
    if not form.is_valid():
        return person_page(request, profile, call=form, status=422)
    form.instance.profile, form.instance.by = profile, request.user
    form.save()
    messages.success(request, _("The call is written down."))
    return redirect("admin:desk_person", public_id=profile.public_id)
