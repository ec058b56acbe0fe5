"""A job of a list, written out once for all readers who are shown the same of it."""

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
MOST = 4096


@register.simple_tag
def jobcard(job: dict[str, Any]) -> SafeString:
    """parts/_jobcard.html for this card (jobs.presentation.card)."""
    return written(get_language() or "", tuple((name, settled(value)) for name, value in job.items()))


@lru_cache(maxsize=MOST)
def written(_language: str, values: tuple[tuple[str, Any], ...]) -> SafeString:
    """All that the card shows is in what it is kept by, so nothing can be out of date."""
    return get_template("parts/_jobcard.html").render({"job": dict(values)})


def settled(value: Any) -> Any:
    """A value by which something can be kept: lists as tuples, words in the active language."""
    if isinstance(value, list | tuple):
        return tuple(settled(part) for part in value)
    return str(value) if isinstance(value, Promise) else value
