"""Which links stand in the header, by role. Names that no URL has yet are left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.roles import DESK, Role


@dataclass(frozen=True)
class Link:
    name: str
    label: str | Promise
    at_end: bool = False


@dataclass(frozen=True)
class Item:
    """One link as the header shows it; `badge` is a count or 0."""

    url: str
    label: str | Promise
    badge: int
    is_current: bool
    at_end: bool


JOBS = Link("jobs:list", _("Find jobs"))
CHECK = Link("check", _("Check a job"))
INBOX = Link("notifications:inbox", _("Messages"))
HELP = Link("help", _("Help"))
LEAVE = Link("account_logout", _("Sign out"), at_end=True)
PUBLIC = (JOBS, CHECK, HELP, Link("account_login", _("Sign in"), at_end=True), Link("account_signup", _("Sign up")))
CANDIDATE = (JOBS, Link("candidates:home", _("My page")), INBOX, HELP, LEAVE)
EMPLOYER = (Link("employer:home", _("My company")), Link("jobs:list", _("All jobs")), INBOX, HELP, LEAVE)
STAFF = (Link("admin:index", _("Desk")), JOBS, INBOX, HELP, LEAVE)


def for_role(role: str | None) -> tuple[Link, ...]:
    """The links of a role; None is somebody who has not signed in."""
    if role == Role.CANDIDATE:
        return CANDIDATE
    if role == Role.EMPLOYER:
        return EMPLOYER
    return STAFF if role in DESK else PUBLIC


def items(user: Any, path: str) -> list[Item]:
    """The header's links for this person on this page, with counts where a count is registered."""
    role = getattr(user, "role", None) if user is not None and user.is_authenticated else None
    links: Callable[[str | None], tuple[Link, ...]] = import_string(settings.NAVIGATION)
    found = [(link, url) for link in links(role) for url in _resolved(link.name)]
    current = max((url for _link, url in found if path.startswith(url)), key=len, default=None)
    return [Item(url, link.label, _badge(link.name, user), url == current, link.at_end) for link, url in found]


def _resolved(name: str) -> Iterator[str]:
    try:
        yield reverse(name)
    except NoReverseMatch:
        return


def _badge(name: str, user: Any) -> int:
    """A count beside a link: settings.NAVIGATION_BADGES names a function of the user for a URL name."""
    source = getattr(settings, "NAVIGATION_BADGES", {}).get(name)
    return import_string(source)(user) if source and user is not None and user.is_authenticated else 0
