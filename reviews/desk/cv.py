"""A person's own CV at OEC's counter: each opening leaves its record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import OEC
from reviews.desk.page import profile_or_404
from vault.views import serve


@role_required(*OEC)
@require_safe
def cv(request: HttpRequest, public_id: object) -> HttpResponse:
    """The file, as a download; without one, the person's page."""
    profile = profile_or_404(request, public_id)
    if profile.cv is None:
        return redirect("admin:desk_person", public_id=profile.public_id)
    return serve(request, profile.cv, purpose="counter")
