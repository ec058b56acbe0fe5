"""Today: what is due, as figures that are links."""

from datetime import timedelta
from functools import cache
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import OEC, PARTNERS, READERS, Role
from reporting import figures
from reporting.stages import STAY_WORDS
from reviews import queues
from reviews.assignments import LEADS
from reviews.kinds import KINDS, kinds_for, somebody
from reviews.models import Batch, Claim, Decision
from reviews.state_words import STEPS
from workflow.prepared import NUMBER, Prepared

REMEMBERED, RECENT, MOST = timedelta(days=3), 8, 200


def today(user: User) -> dict[str, Any]:
    """The figures of this user's party; nothing for those who have no cases."""
    if user.role not in READERS:
        return {}
    counted = queues.figures(user)
    sums = {column: sum(row[column] for row in counted.values()) for column in queues.COLUMNS}
    return {
        "figures": headline(counted, sums),
        "rows": [_row(kind, counted[kind.name]) for kind in kinds_for(user.role)],
        "decisions": my_decisions(user),
        "to_sign": Batch.objects.to_sign_by(user).count(),
        "recent": recent(user),
        "pace": pace(),
        "has_due": sums["todo"] > 0,
        "may_decide": user.role in PARTNERS,
        "may_serve": user.role in OEC,
        "leads": user.role in LEADS,
        "may_report": user.role in READERS,
        "may_fix_names": user.role == Role.INTER_SES,
    }


def headline(counted: dict[str, dict[str, int]], sums: dict[str, int]) -> list[dict[str, Any]]:
    """Five figures, each leading to the table below; where a count stopped, the sum says so."""
    stopped = {column for row in counted.values() for column, count in row.items() if count >= queues.MOST}
    words = {
        "late": _("Late"),
        "today": _("Due today"),
        "todo": _("To do"),
        "waiting": _("Waiting for others"),
        "pending": _("Decided, waiting for release"),
    }
    return [
        {
            "count": _("%(n)s or more") % {"n": f"{sums[name]:,}"} if name in stopped else sums[name],
            "label": word,
            "url": f"#{name}",
            "is_late": name == "late" and sums[name] > 0,
        }
        for name, word in words.items()
    ]


def _row(kind: Any, counted: dict[str, int]) -> dict[str, Any]:
    url = reverse("admin:desk_queue", args=[kind.name])
    queries = {"todo": "", "late": "?late=1", "today": "?today=1", "waiting": "?group=waiting", "pending": "?group=pending"}
    return {
        "name": kind.many,
        "url": url,
        "cells": [{"count": counted[column], "url": f"{url}{query}", "column": column} for column, query in queries.items()],
    }


def pace() -> list[dict[str, Any]]:
    """How long the cases stood in each stage that they left this month, beside the target; counted by a task."""
    found = figures.medians().get("", {})
    return [{"word": word, "middle": found[stage]} for stage, word in STAY_WORDS.items() if stage in found]


def recent(user: User) -> list[dict[str, Any]]:
    """The cases that this person opened last, the newest first."""
    seen = list(dict.fromkeys(_opened(user.pk)))[:RECENT]
    subjects = _subjects({name: [ref for kind, ref in seen if kind == name] for name, _ref in seen}, user)
    return [
        {
            "kind": KINDS[name].one,
            "reference": KINDS[name].reference(subjects[ref]),
            "tag": KINDS[name].tag(subjects[ref]),
            "url": reverse("admin:desk_case", args=[name, ref]),
        }
        for name, ref in seen
        if ref in subjects
    ]


_opened = Prepared(
    lambda user: Claim.objects.filter(user=user).order_by("-at").values_list("subject_kind", "subject_ref")[: 3 * RECENT], NUMBER
)


def _subjects(wanted: dict[str, list[Any]], user: User) -> dict[Any, Any]:
    """The cases by their reference; one query for each kind that occurs."""
    found = {}
    for name, refs in wanted.items():
        found |= {row.public_id: row for row in KINDS[name].lines(user).filter(public_id__in=refs)}
    return found


def my_decisions(user: User, kind: str = "") -> list[dict[str, Any]]:
    """What this person decided and can still take back, and what was refused at its release in the last days."""
    shown = [row for row in _mine(user.role)(user.pk) if kind in ("", row.subject_kind)][:50]
    kinds = {row.subject_kind for row in shown}
    subjects = _subjects({name: [row.subject_ref for row in shown if row.subject_kind == name] for name in kinds}, user)
    return [_decision(row, subjects.get(row.subject_ref)) for row in shown]


@cache
def _mine(role: str) -> Prepared[Decision]:
    rows = Decision.objects.visible_to(somebody(role)).select_related("batch")
    waits = Q(batch=None, released_at=None, undone_at=None, refused_at=None)
    return Prepared(lambda by: rows.filter(waits | Q(refused_at__gt=Now() - REMEMBERED), by=by)[:MOST], NUMBER)


def _decision(row: Decision, subject: Any) -> dict[str, Any]:
    return {
        "decision": row,
        "kind": KINDS[row.subject_kind].one,
        "reference": KINDS[row.subject_kind].reference(subject) if subject else "",
        "step": STEPS.get(f"{row.subject_kind}.{row.step}", row.step),
        "url": reverse("admin:desk_case", args=[row.subject_kind, row.subject_ref]),
        "minutes": max(0, -int((timezone.now() - row.release_at).total_seconds() // 60)) if row.release_at else 0,
    }
