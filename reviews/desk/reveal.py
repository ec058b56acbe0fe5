"""Identity outside a claimed case: a fresh proof, a written reason that the person can read, and the values once."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import fresh_required, role_required
from accounts.desk.page import show
from accounts.roles import OEC
from reviews import identity
from reviews.desk.page import profile_or_404
from reviews.forms import ReasonForm
from workflow.steps import Refused


@role_required(*OEC)
@fresh_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: HttpRequest, public_id: object) -> HttpResponse:
    """Ask for the reason; the answer to the POST shows the values, no other page does."""
    profile = profile_or_404(request, public_id)
    form, values, status = ReasonForm(request.POST or None), [], 200
    if request.method == "POST" and form.is_valid():
        wanted = tuple(form.cleaned_data["fields_wanted"])
        try:
            values = identity.with_reason(profile, wanted, user=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error("reason", refusal.said())
    if request.method == "POST" and not values:
        status = 422
    context = {"profile": profile, "form": form, "values": values}
    return show(request, "reviews/identity.html", context, title=_("Open identity values"), status=status)
