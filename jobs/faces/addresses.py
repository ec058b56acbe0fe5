"""The full addresses of a public job, in every language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from jobs.models import Vacancy

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def full(path: str) -> str:
    """The path behind the site's own host, never that of a request."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def localised(name: str, language: str, **kwargs: object) -> str:
    with translation.override(language):
        return full(reverse(name, kwargs=kwargs))


def of_job(vacancy: Vacancy, language: str = "en") -> str:
    """The page of the job in that language."""
    return localised("jobs:detail", language, public_id=vacancy.public_id)


def alternates(name: str, **kwargs: object) -> list[tuple[str, str]]:
    """hreflang and address of the same page in each language; x-default is English."""
    found = [(language, localised(name, language, **kwargs)) for language in LANGUAGES]
    return [*found, ("x-default", dict(found)["en"])]
