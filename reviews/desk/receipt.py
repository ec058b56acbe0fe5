"""The printed receipt: what was registered and sent, in the person's language and in English, with room for the stamp."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.desk.page import show
from accounts.roles import OEC
from applications.models import Application
from candidates.models import Profile
from jobs.presentation import employer_name
from register.views.claim import offices
from reviews.desk.page import profile_or_404
from vault.masking import mask_cnic, mask_phone

MOST = 12


@role_required(*OEC)
@require_safe
def receipt(request: HttpRequest, public_id: object) -> HttpResponse:
    """One sheet to print; identity stays masked. ?office= names the office whose address stands on it."""
    profile = profile_or_404(request, public_id)
    known = list(offices())
    context = {
        **facts_of(profile, request.user),
        "offices": known,
        "office": next((office for office in known if office.slug == request.GET.get("office")), None),
        "languages": list(dict.fromkeys([profile.user.language, "en"])),
        "printed_at": timezone.now(),
        "site_url": settings.SITE_URL,
    }
    return show(request, "reviews/receipt.html", context, title=_("Receipt %(reference)s") % {"reference": profile.reference})


def facts_of(profile: Profile, user: Any) -> dict[str, Any]:
    """What is on file and what was sent, newest first."""
    sent = Application.objects.visible_to(user).filter(candidate=profile).exclude(submitted_at=None)
    rows = sent.select_related("vacancy__employer").order_by("-submitted_at", "-pk")[:MOST]
    return {
        "profile": profile,
        "cnic": mask_cnic(profile.cnic or ""),
        "phone": mask_phone(profile.user.phone),
        "applications": [{"row": row, "employer": employer_name(row.vacancy)} for row in rows],
    }
