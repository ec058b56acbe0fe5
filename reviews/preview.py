"""The letter that a decision will cause, before it is taken."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from applications.words import GROUND_WORDS
from reviews.kinds import Kind
from reviews.verbs import Said, Verb


def rejected(paper: Any, said: Said) -> tuple[Any, dict[str, Any]]:
    """The document as it will stand, with what is wrong."""
    found = copy(paper)
    found.fault = said["fault"]
    return found, {}


def refused(application: Any, said: Said) -> tuple[Any, dict[str, Any]]:
    return application, {"shared_reason": GROUND_WORDS[said["reason"]] if said["shared"] else None}


def noted(application: Any, said: Said) -> tuple[Any, dict[str, Any]]:
    return application, {"note": said["note"]}


def plain(subject: Any, said: Said) -> tuple[Any, dict[str, Any]]:
    return subject, {}


LETTERS: dict[str, tuple[str, Callable[[Any, Said], tuple[Any, dict[str, Any]]]]] = {
    "evidence.verify": ("evidence_verified", plain),
    "evidence.reject": ("evidence_rejected", rejected),
    "application.endorse": ("application_endorsed", plain),
    "application.present": ("application_presented", plain),
    "application.send_back": ("application_returned", noted),
    "application.not_select": ("application_not_selected", refused),
}


def has_letter(kind: Kind, verb: Verb) -> bool:
    """Whether the candidate is told of this decision by a letter that can be shown before."""
    return f"{kind.name}.{verb.name}" in LETTERS


def letters_of(kind: Kind, subject: Any, verb: Verb, said: Said) -> list[dict[str, str]]:
    """The letter in the officer's language and in the candidate's; named in settings.LETTER_PREVIEW."""
    name, facts_of = LETTERS[f"{kind.name}.{verb.name}"]
    shown, facts = facts_of(subject, said)
    found: list[dict[str, str]] = import_string(settings.LETTER_PREVIEW)(name, shown, **facts)
    return found
