"""The path: which routes are open, how many jobs fit, and the single step that opens most, in words for a page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from candidates import reach, reference, standing
from candidates.facts import Candidate
from candidates.models import Profile
from candidates.public_words import verdict_tag
from candidates.reach import Gain, JobKind
from candidates.transitions import today
from candidates.words import WORDS
from jobs.models import SswField
from jobs.models.vacancy import ROUTES

MOST = 3
TITLES = {
    "jlpt": gettext_lazy("Pass JLPT %(level)s"),
    "jft": gettext_lazy("Pass JFT-Basic"),
    "skills": gettext_lazy("Pass the skills test: %(field)s"),
    "nursing_ja": gettext_lazy("Pass the nursing care Japanese test"),
    "it_exam": gettext_lazy("Pass an IT engineers examination of the public notice"),
    "english": gettext_lazy("Prove English at level %(level)s with a test"),
    "ten_years": gettext_lazy("Reach ten years of IT work, with letters from your employers"),
    "all_tests": gettext_lazy("Pass the tests of one field: %(field)s (skills test and Japanese %(level)s)"),
    "prove_identity": gettext_lazy("Send your CNIC, both sides"),
    "prove_degree": gettext_lazy("Send your degree or transcript"),
    "prove_test": gettext_lazy("Send your test certificate"),
    "prove_experience": gettext_lazy("Send letters from your employers"),
}


def route_rows(candidate: Candidate, kinds: Iterable[JobKind], day: date) -> list[dict[str, Any]]:
    """Each visa route with its best verdict and the number of open jobs that fit by it."""
    found = reach.fits(candidate, kinds, day, reference.law()).routes
    return [_route_row(name, found[code]) for code, name in ROUTES if code in found]


def _route_row(name: Any, route: reach.RouteCount) -> dict[str, Any]:
    fitting = ngettext("%(count)s open job comes into question.", "%(count)s open jobs come into question.", route.count)
    none = _("No open job comes into question by this route yet.")
    return {"name": name, "tag": verdict_tag(route.verdict), "text": fitting % {"count": route.count} if route.count else none}


def of_profile(profile: Profile) -> dict[str, Any]:
    """For My page: how many open jobs fit now, and the steps that bring more."""
    found = standing.reach_of(profile, today())
    counted = {name: getattr(found.counted, name) for name in ("yes", "nearly", "total")}
    return counted | {"gains": rows_of(found.gains, is_signed_in=True)}


def gain_rows(candidate: Candidate, kinds: Iterable[JobKind], day: date, *, is_signed_in: bool = False) -> list[dict[str, Any]]:
    """The steps that open most jobs, best first; a proof leads to the documents, a test to the jobs behind it."""
    return rows_of(reach.gains(candidate, kinds, day, reference.law()), is_signed_in=is_signed_in)


def rows_of(gains: Iterable[Gain], *, is_signed_in: bool) -> list[dict[str, Any]]:
    """The best few of these steps; a stranger has no documents to send."""
    shown = [gain for gain in gains if is_signed_in or not gain.code.startswith("prove_")][:MOST]
    codes = {gain.field_code for gain in shown if gain.field_code}
    names = {row.pk: str(row) for row in SswField.objects.filter(pk__in=codes)} if codes else {}
    return [_gain_row(gain, names) for gain in shown]


def _gain_row(gain: Gain, names: dict[str, str]) -> dict[str, Any]:
    is_proof = gain.code.startswith("prove_")
    one = ngettext("%(count)s open job waits for this.", "%(count)s open jobs wait for this.", gain.jobs_opened)
    more = ngettext("It brings %(count)s more open job within reach.", "It brings %(count)s more open jobs within reach.", gain.jobs_opened)
    return {
        "title": TITLES[gain.code] % {"level": gain.level, "field": names.get(gain.field_code, "")},
        "text": (one if is_proof else more) % {"count": gain.jobs_opened},
        "where": WORDS.get(gain.info, ""),
        "url": reverse("candidates:documents") if is_proof else f"{reverse('jobs:list')}?{urlencode(_search(gain))}",
        "is_proof": is_proof,
    }


def _search(gain: Gain) -> dict[str, str]:
    """The filters of the job list that show the jobs behind this step."""
    japanese = {"jlpt": gain.level, "all_tests": gain.level, "jft": "N4"}.get(gain.code, "")
    wishes = {"field": gain.field_code, "japanese": japanese}
    return {name: value for name, value in wishes.items() if value}
