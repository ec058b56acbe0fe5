"""What "My page" shows of language groups; named in settings.CANDIDATE_PANELS."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from candidates.models import TestResult
from programmes.models import Member
from programmes.states import MemberState
from programmes.words import HOLDERS, SENTENCES

JAPANESE = ("jlpt", "jft", "bjt")


def mine(request: HttpRequest) -> dict[str, Any]:
    """The own place with whose turn it is; else the way to the next group for who has no test of Japanese. An open offer goes first."""
    rows = Member.objects.visible_to(request.user).live().select_related("group__programme")
    member = rows.first()
    found: dict[str, Any] = {"template": "programmes/_mine.html", "member": member}
    if member is None:
        return found | {"helps": not has_japanese(request.user)}
    if member.state == MemberState.OFFERED:
        found["next"] = {"url": reverse("programmes:home"), "label": _("Answer: a seat in a language group is kept for you")}
    return found | {"sentence": SENTENCES[member.state], "holder": HOLDERS.get(member.owner, "")}


def has_japanese(user: Any) -> bool:
    """Whether the person has passed a test of Japanese above the first level, as they say."""
    mine = TestResult.objects.visible_to(user).filter(kind__in=JAPANESE, is_passed=True)
    return mine.exclude(level="N5").exists()
