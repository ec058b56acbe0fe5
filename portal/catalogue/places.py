"""Where texts stand: our own files, and those parts of installed packages that our users meet."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
from django.conf import settings

from portal.catalogue.faults import faults
from portal.catalogue.labels import OUR_APPS, derived_labels
from portal.catalogue.source import Message, from_files

OURS = (*OUR_APPS, "templates")
# Texts that reach gettext from a setting, so that no source file shows them inside a call.
FROM_SETTINGS = {Message("OEC Japan Jobs"): {"portal/settings.py"}}
# Reachable parts only: form and field errors, validators, passwords, the admin, sign-in, second factor, the API's errors.
UPSTREAM: dict[str, tuple[str, ...]] = {
    "django": (
        "core/validators.py",
        "forms/*.py",
        "db/models/base.py",
        "db/models/constraints.py",
        "db/models/fields/*.py",
        "utils/dates.py",
        "utils/text.py",
        "utils/timesince.py",
        "utils/ipv6.py",
        "template/defaultfilters.py",
        "contrib/auth/admin.py",
        "contrib/auth/apps.py",
        "contrib/auth/base_user.py",
        "contrib/auth/forms.py",
        "contrib/auth/models.py",
        "contrib/auth/password_validation.py",
        "contrib/contenttypes/apps.py",
        "contrib/contenttypes/models.py",
        "contrib/admin/**/*.py",
        "contrib/admin/templates/**/*.html",
    ),
    "allauth": ("account/adapter.py", "core/**/*.py", "mfa/**/*.py", "usersessions/*.py"),
    "rest_framework": (
        "authentication.py",
        "exceptions.py",
        "fields.py",
        "pagination.py",
        "relations.py",
        "serializers.py",
        "validators.py",
    ),
    "phonenumber_field": ("formfields.py", "validators.py"),
}
SKIPPED = {"tests", "migrations", "node_modules", "__pycache__", "formats"}


@cache
def our_messages(home: Path) -> dict[Message, set[str]]:
    """Every text of our own code and templates."""
    paths = (path for folder in OURS for path in sorted((home / folder).rglob("*")) if not SKIPPED & set(path.parts))
    return FROM_SETTINGS | derived_labels() | from_files((path for path in paths if path.suffix in {".py", ".html"}), home)


@cache
def upstream_messages(language: str) -> dict[Message, set[str]]:
    """The texts of installed packages that our users can meet and that those packages lack (or hold with faults) in `language`."""
    found: dict[Message, set[str]] = {}
    known = {message for package in UPSTREAM for message in _translated(_folder(package), language)}
    for package, patterns in UPSTREAM.items():
        folder = _folder(package)
        files = (path for pattern in patterns for path in sorted(folder.glob(pattern)) if not SKIPPED & set(path.relative_to(folder).parts))
        for message, places in from_files(files, folder.parent).items():
            if message not in known:
                found.setdefault(message, set()).update(places)
    return found


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if not spec or not spec.origin:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def _translated(folder: Path, language: str) -> Iterator[Message]:
    for book in folder.rglob(f"locale/{language}/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(book)).translated_entries():
            if not any(faults(entry, language)):
                yield Message(entry.msgid, entry.msgid_plural, entry.msgctxt or "")


def wanted(language: str) -> dict[Message, set[str]]:
    """All that our catalogue of `language` must hold."""
    upstream = upstream_messages(language)
    return upstream | {message: places | upstream.get(message, set()) for message, places in our_messages(Path(settings.BASE_DIR)).items()}
