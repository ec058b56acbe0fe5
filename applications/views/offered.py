"""The employer's own paper with an offer: opened by the company, and by the candidate to whom the offer is made."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from applications.models import Offer
from vault.views import serve

PURPOSE = "offer"


@role_required(Role.EMPLOYER)
@require_safe
def document(request: HttpRequest, public_id: object) -> HttpResponse:
    """The company's own paper as it was stored."""
    return newest_paper(request, public_id)


@role_required(Role.CANDIDATE)
@require_safe
def own_document(request: HttpRequest, public_id: object) -> HttpResponse:
    """The same for the candidate to whom the offer is made."""
    return newest_paper(request, public_id)


def newest_paper(request: HttpRequest, public_id: object) -> HttpResponse:
    """The paper of the newest offer that this person may see, or 404."""
    rows = Offer.objects.visible_to(request.user).filter(application__public_id=public_id).exclude(state=Offer.State.OBJECTED)
    offer = rows.select_related("document", "application").order_by("-proposed_at").first()
    if offer is None or offer.document is None:
        raise Http404
    return serve(request, offer.document, purpose=PURPOSE, case=offer.application.reference)
