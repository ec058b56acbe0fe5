"""The sign-ins of the demo: one password for all, an API token each, and the file in which both stand."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.models import User
from api import keys
from portal.demo.cast import PLAYERS
from portal.local.places import read_json, write_json

WORDS = ("bulbul", "chenar", "deodar", "jasmine", "jhelum", "kikar", "markhor", "mulberry", "ravi", "sakura", "sparrow", "walnut")
KEY_NAME = "Demo"


def path() -> Path:
    """Where the demo's sign-ins are kept."""
    return Path(settings.LOCAL_DIR) / "demo.json"


def remembered() -> list[dict[str, Any]]:
    """The sign-ins as they were written down; empty if they were not, or for another database."""
    people = (read_json(path()) or {}).get("people", [])
    known = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
    return people if people and all(one.get("email") in known for one in people) else []


def new_password() -> str:
    """A password that is easy to type and that nobody can guess."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), f"{secrets.randbelow(10_000):04d}"])


def write_down(password: str) -> list[dict[str, Any]]:
    """Give each of the cast a token and write the file; returns what was written."""
    users = {user.email: user for user in User.objects.filter(email__in=[player.email for player in PLAYERS])}
    people = []
    for player in PLAYERS:
        user = users[player.email]
        membership = user.memberships.select_related("party").first()
        people.append(
            {
                "role": str(player.role),
                "party": membership.party.name if membership else "",
                "name": user.full_name,
                "email": player.email,
                "phone": user.phone,
                "password": password,
                "language": user.language,
                "token": keys.issue(user, KEY_NAME),
            }
        )
    write_json(path(), {"base_url": settings.SITE_URL, "people": people})
    return people
