"""The table of costs, on the page of fees and under every vacancy."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from jobs.fees import Fee, rows

register = template.Library()


@register.simple_tag
def costs() -> tuple[Fee, ...]:
    """Every cost with who pays it, in the order in which a person meets them."""
    return rows()


@register.simple_tag
def what_you_pay() -> SafeString:
    """jobs/_costs.html, which is the same under every vacancy; the rows change only with a release."""
    return written(get_language() or "")


@lru_cache(maxsize=8)
def written(_language: str) -> SafeString:
    """Written out once for each language."""
    return get_template("jobs/_costs.html").render({})
