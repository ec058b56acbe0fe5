"""What is true of every answer: its headers, its compression, and that one form is done once."""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from datetime import timedelta

import brotli
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import compress_string
from django.utils.translation import gettext as _

from workflow.models import FormKey

Answer = Callable[[HttpRequest], HttpResponse]

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
}
COMPRESSIBLE = ("text/", "application/json", "application/problem+json", "application/javascript", "image/svg+xml", "application/xml")
BROTLI = 7  # 4 % smaller Urdu pages than 5, for less than half a millisecond
WINDOW = 16  # 64 KB, a page; a wider one fills megabytes of tables for each page, three times the CPU, and saves nothing
UNFINISHED_AFTER = timedelta(seconds=60)


class Headers:
    """The same strict headers on every answer: pages, errors, redirects, files. Outermost of all."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        if is_personal(request, response):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer may differ for a person who is signed in, so that nothing may keep it."""
    if request.path.startswith(settings.STATIC_URL):
        return False
    name = settings.SESSION_COOKIE_NAME
    return name in request.COOKIES or name in response.cookies or "Authorization" in request.headers


class Compress:
    """Brotli, else gzip, for dynamic answers. Pages get a comment of random length, so that their size betrays no secret (BREACH)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or len(response.content) < 300 or response.has_header("Content-Encoding"):
            return response
        kind = response.headers.get("Content-Type", "")
        if not kind.startswith(COMPRESSIBLE):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = {part.split(";")[0].strip() for part in request.headers.get("Accept-Encoding", "").split(",")}
        encoding = next((name for name in ("br", "gzip") if name in accepted), None)
        if encoding:
            squeeze(response, encoding, padded=kind.startswith("text/html"))
        return response


def squeeze(response: HttpResponse, encoding: str, *, padded: bool) -> None:
    """Replace the body by its compressed form."""
    body = response.content
    if padded:
        body += f"<!--{secrets.token_urlsafe(48)[: secrets.randbelow(64)]}-->".encode()
    response.content = brotli.compress(body, quality=BROTLI, lgwin=WINDOW) if encoding == "br" else compress_string(body)
    response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
    if etag := response.headers.get("ETag"):
        response.headers["ETag"] = f"W/{etag.removeprefix('W/')}"


class RememberLanguage:
    """The language of the last page is that of `/` and of the desk; remembered only where the browser would not ask for it anyway."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = translation.get_language_from_path(request.path_info)
        if language and response.status_code < 400 and translation.get_language_from_request(request) != language:
            remember(response, language)
        return response


def remember(response: HttpResponse, language: str) -> None:
    """Set the language cookie for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=31_536_000,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


class OnePostPerForm:
    """A form carries a random key: the first POST with it is done, any further one is sent to the first one's answer."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        taken: FormKey | None = getattr(request, "form_key_taken", None)
        if taken:
            settle(taken, response)
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """After the CSRF check: take the key, or answer as the first POST was answered."""
        key = request.POST.get("form_key", "") if request.method == "POST" else ""
        if not 16 <= len(key) <= 64:
            return None
        row = FormKey(key=key, session=digest_of(request), path=request.path[:300])
        if not take(row):
            return again(request, row)
        request.form_key_taken = row  # type: ignore[attr-defined]
        return None


def digest_of(request: HttpRequest) -> str:
    """What was sent and by which session: a form that was changed and sent again is a new act."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME) or ""
    digest = hmac.new(settings.SECRET_KEY.encode(), session.encode(), hashlib.sha256)  # keyed: a form may hold a password
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            digest.update(repr((name, values)).encode())
    for name, file in sorted(request.FILES.items()):
        digest.update(repr((name, file.name, file.size)).encode())
    return digest.hexdigest()


def take(row: FormKey) -> bool:
    """Whether this POST is the first with its key and content. An attempt that never ended (a crash) may be made again."""
    known = FormKey.objects.filter(key=row.key)
    known.filter(location="", at__lt=timezone.now() - UNFINISHED_AFTER).delete()
    _row, is_first = FormKey.objects.get_or_create(key=row.key, defaults={"session": row.session, "path": row.path})
    changed = {"session": row.session, "path": row.path, "location": "", "at": row.at}
    return is_first or known.exclude(session=row.session, path=row.path).update(**changed) == 1


def settle(row: FormKey, response: HttpResponse) -> None:
    """Keep where a finished form led; free the key when the form is shown again or the step was refused."""
    mine = FormKey.objects.filter(key=row.key, session=row.session)
    if isinstance(response, HttpResponseRedirect):
        mine.update(location=response.url[:500])
    else:
        mine.delete()


def again(request: HttpRequest, row: FormKey) -> HttpResponse:
    """The answer to a form that was sent before: wait shortly for the first answer, then lead there."""
    location = first_answer(row)
    if location:
        return HttpResponseRedirect(location)
    messages.info(request, _("We already received this. You do not need to send it again."))
    here = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(here, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(here if safe else request.path)


def first_answer(row: FormKey, *, tries: int = 10, pause: float = 0.2) -> str:
    """Where the first POST led, or "" when it has not ended within two seconds."""
    for attempt in range(tries):
        if attempt:
            time.sleep(pause)
        location = FormKey.objects.filter(key=row.key).values_list("location", flat=True).first()
        if location is None or location:
            return location or ""
    return ""
