"""The personal link to register a company: one lead, once, at most thirty days; what it fills in, and what follows from it."""

import hashlib
import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override

from accounts.models import User
from outreach.models import Lead, LeadInvitation
from outreach.models.lead import LIVES

SESSION_KEY = "company_invitation"


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def link_of(token: str, language: str) -> str:
    """The address in the letter; the host is a setting, never the request's."""
    with override(language):
        return settings.SITE_URL.rstrip("/") + reverse("outreach:invited", args=[token])


def send(lead: Lead, *, by: User, language: str) -> LeadInvitation:
    """Write the invitation and hand the letter over (settings.COMPANY_LETTER); the link itself is never stored."""
    token = secrets.token_urlsafe(32)
    row = LeadInvitation.objects.create(
        lead=lead, language=language, token_hash=digest(token), sent_by=by, expires_at=timezone.now() + LIVES
    )
    company = (lead.name_ja if language == "ja" else lead.name_en) or lead.name_ja or lead.name_en
    values = {"company": company, "name": str(lead.contact_name or ""), "by": by.full_name, "until": row.expires_at.date()}
    import_string(settings.COMPANY_LETTER)(
        str(lead.contact_email), language=language, link=link_of(token, language), expires_at=row.expires_at, **values
    )
    return row


def find(token: str) -> LeadInvitation | None:
    """The invitation of this link, good or not."""
    rows = LeadInvitation.objects.select_related("lead__prefecture").filter(token_hash=digest(token))
    return rows.first() if len(token) <= 100 else None


def keep(request: HttpRequest, invitation: LeadInvitation) -> None:
    """This browser came by this invitation; only its number is kept in the session."""
    request.session[SESSION_KEY] = str(invitation.public_id)


def current(request: HttpRequest) -> LeadInvitation | None:
    """The good invitation by which this browser came."""
    kept = request.session.get(SESSION_KEY)
    row = LeadInvitation.objects.select_related("lead").filter(public_id=kept).first() if kept else None
    return row if row and row.is_good else None


def start_values(request: HttpRequest) -> dict[str, Any]:
    """What the sign-up and the company's form start with (settings.COMPANY_START); nothing for those who came by themselves."""
    row = current(request)
    if row is None:
        return {}
    lead = row.lead
    values = {"full_name": lead.contact_name, "email": lead.contact_email, "prefecture": lead.prefecture_id}
    values |= {name: getattr(lead, name) for name in ("corporate_number", "name_ja", "name_en", "website")}
    return {name: value for name, value in values.items() if value}
