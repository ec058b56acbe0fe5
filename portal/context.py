"""What every template may use without its view giving it."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from portal import navigation

PREFIX = re.compile(rf"^/({'|'.join(code for code, _name in settings.LANGUAGES)})(?=/|$)")


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    is_current: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """The header, footer and trust text of a page; nothing is computed unless the page shows it."""
    return {
        "site_name": settings.SITE_NAME,
        "helpline": settings.HELPLINE,
        "help_email": settings.HELP_EMAIL,
        "demo_notice": settings.DEMO_NOTICE,
        "nav": SimpleLazyObject(lambda: navigation.items(getattr(request, "user", None), request.path)),
        "langs": SimpleLazyObject(lambda: language_links(request)),
    }


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The same page and query string in each language; a page without a language prefix goes through the switch."""
    return [LanguageLink(code, name, same_page(request, code), code == get_language()) for code, name in settings.LANGUAGES]


def same_page(request: HttpRequest, code: str) -> str:
    """Where this page stands in another language."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    if PREFIX.match(request.path):
        return PREFIX.sub(f"/{code}", request.path, count=1) + query
    return f"{reverse('language', args=[code])}?{urlencode({'next': request.path + query})}"
