"""The table of costs, on the page of fees and under every vacancy."""

from django import template

from jobs.fees import Fee, rows

register = template.Library()


@register.simple_tag
def costs() -> tuple[Fee, ...]:
    """Every cost with who pays it, in the order in which a person meets them."""
    return rows()
