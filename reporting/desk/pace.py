"""How long each stage takes: the middle of this month and the last against the target, and by officer, district or field."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.models import User
from accounts.roles import PARTY_OF
from reporting import figures
from reporting.desk.monthly import asked, last_begun
from reporting.desk.page import PACE_READERS, as_file, show
from reporting.periods import shifted
from reporting.stages import STAY_WORDS

CUTS = {"officer": gettext_lazy("Officer"), "district": gettext_lazy("District"), "field": gettext_lazy("Field")}
USUAL = "application.submitted"


@role_required(*PACE_READERS)
@require_safe
def pace(request: HttpRequest) -> HttpResponse:
    """All stages, then one of them in its parts."""
    first, (by, stage) = last_begun(asked(request)), wish_of(request)
    context = {
        "first": first,
        "before": shifted(first, -1),
        "after": shifted(first, 1) if shifted(first, 1) <= figures.today() else None,
        "by": by,
        "stage": stage,
        "cuts": CUTS.items(),
        "stays": STAY_WORDS.items(),
        "stay": STAY_WORDS[stage],
        "all": [(STAY_WORDS[name], *pair) for name, pair in in_all(first)],
        "parts": parts(request.user, first, by, stage),
    }
    return show(request, "reporting/pace.html", context, title=_("Days for each stage"))


def wish_of(request: HttpRequest) -> tuple[str, str]:
    by, stage = request.GET.get("by", ""), request.GET.get("stage", "")
    return by if by in CUTS else "officer", stage if stage in STAY_WORDS else USUAL


def in_all(first: Any) -> list[tuple[str, tuple[Any, Any]]]:
    """Each stage of which something is known: this month, the one before."""
    now, before = figures.medians(first).get("", {}), figures.medians(shifted(first, -1)).get("", {})
    return [(name, (now.get(name), before.get(name))) for name in STAY_WORDS if name in now or name in before]


def parts(user: User, first: Any, by: str, stage: str) -> list[tuple[str, Any, Any]]:
    """One row a name, the slowest first. Of officers each party sees its own, the auditor all."""
    now, before = (figures.medians(month, by=by, stages=[stage]) for month in (first, shifted(first, -1)))
    keys = now.keys() | before.keys()
    names = officers(user, keys) if by == "officer" else figures.names_of(by, keys)
    rows = [(names[key], now.get(key, {}).get(stage), before.get(key, {}).get(stage)) for key in keys if key in names]
    return sorted(rows, key=lambda row: (-(row[1].days if row[1] else -1), row[0]))


def officers(user: User, keys: Any) -> dict[str, str]:
    party = PARTY_OF.get(user.role)
    roles = [role for role, its in PARTY_OF.items() if its == party] if party else list(PARTY_OF)
    rows = User.objects.filter(pk__in=[key for key in keys if key], role__in=roles)
    return {str(person.pk): str(person) for person in rows}


@role_required(*PACE_READERS)
@require_safe
def pace_table(request: HttpRequest, form: str) -> HttpResponse:
    """The parts of one stage as a file."""
    first, (by, stage) = last_begun(asked(request)), wish_of(request)
    months = [f"{month:%Y-%m}" for month in (first, shifted(first, -1))]
    heads = [
        CUTS[by],
        *(word for month in months for word in (f"{month}: {_('working days, middle')}", f"{month}: {_('cases')}")),
        _("Target"),
    ]
    target = figures.targets_on(figures.today())[stage]
    lines = ([name, *cells(now), *cells(before), target] for name, now, before in parts(request.user, first, by, stage))
    return as_file(f"{first:%Y-%m}-{stage.replace('.', '-')}-{by}", form, heads, lines)


def cells(middle: Any) -> list[object]:
    return [middle.days, middle.cases] if middle else ["", ""]
