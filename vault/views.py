"""Sends stored files out. The caller has decided that this user may see it; here every view is recorded first."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from vault import store
from vault.intake import page_image
from vault.models import StoredFile, record_access
from vault.refusals import FileRefused

logger = logging.getLogger(__name__)
FETCHED_AS_FILE = {"", "document", "empty", "iframe"}
FETCHED_AS_PICTURE = {"", "document", "empty", "image"}


def serve(request: HttpRequest, stored: StoredFile, *, purpose: str, note: str = "", case: str = "") -> HttpResponse:
    """A clean file as a download under a neutral name, one access record before the first byte; else Http404."""
    _refuse_embedding(request, FETCHED_AS_FILE)
    data = _opened(lambda: store.clean_bytes(stored))
    record_access(request.user, stored, field="file", purpose=purpose, note=note, case=case)
    return _sent(data, stored.media_type, stored.neutral_name, attached=True)


def serve_page(request: HttpRequest, stored: StoredFile, number: int, *, purpose: str, note: str = "", case: str = "") -> HttpResponse:
    """One page as a picture for an <img>, one access record before the first byte; else Http404."""
    _refuse_embedding(request, FETCHED_AS_PICTURE)
    data = _opened(lambda: page_image(stored, number))
    record_access(request.user, stored, field=f"page {number}", purpose=purpose, note=note, case=case)
    return _sent(data, "image/png", f"{stored.neutral_name.rpartition('.')[0]}-{number}.png", attached=False)


def _opened(read) -> bytes:
    try:
        return read()
    except store.NotServed:
        logger.warning("vault_not_served", exc_info=True)
        raise Http404 from None
    except FileRefused:
        raise Http404 from None


def _refuse_embedding(request, allowed) -> None:
    """A browser says what it fetches for: never a script, a style or a frame of another page."""
    if request.headers.get("Sec-Fetch-Dest", "") not in allowed or request.headers.get("Sec-Fetch-Site", "") == "cross-site":
        raise Http404


def _sent(data: bytes, media_type: str, name: str, *, attached: bool) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(attached, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
