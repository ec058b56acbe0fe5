"""The stock of talent at the desk: what can be said to a company before it has a vacancy."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import role_required
from jobs.models import Skill, SswField
from jobs.skills import GROUPS
from outreach.desk.page import show
from outreach.models import TalentCell
from outreach.models.lead import READERS
from outreach.talent import LEAST, LEVELS, Cells, Filter, counted, table
from outreach.words import NO_JAPANESE
from paper.table import csv_answer

Kind = TalentCell.Kind
KINDS = {
    Kind.GROUP: gettext_lazy("Skills by group"),
    Kind.SKILL: gettext_lazy("Each skill"),
    Kind.FIELD: gettext_lazy("Kind of work wanted"),
}
PROOF = {"": gettext_lazy("All"), "yes": gettext_lazy("Checked by OEC"), "no": gettext_lazy("Not checked yet")}
IS_PROVED = {"yes": True, "no": False}
BY = {"": gettext_lazy("any time"), "now": gettext_lazy("within a month"), "soon": gettext_lazy("within three months")}
READY_BY = {"now": ("now",), "soon": ("now", "soon")}


@dataclass(frozen=True)
class Wish:
    """What the table is asked for."""

    by: str = Kind.GROUP
    proof: str = ""
    ready: str = ""
    group: str = ""

    @classmethod
    def read(cls, request: HttpRequest) -> "Wish":
        def one(name: str, known: Any, default: str = "") -> str:
            return asked if (asked := request.GET.get(name, "")) in known else default

        return cls(one("by", KINDS, Kind.GROUP), one("proof", PROOF), one("ready", BY), one("group", GROUPS))

    def url(self, **changes: str) -> str:
        """The same table with something changed."""
        kept = {"by": self.by, "proof": self.proof, "ready": self.ready, "group": self.group} | changes
        return f"?{urlencode({name: str(value) for name, value in kept.items() if value})}"

    @property
    def filter(self) -> Filter:
        return Filter(IS_PROVED.get(self.proof), READY_BY.get(self.ready, ()))


def names_of(wish: Wish) -> dict[str, str]:
    """Code -> name, in the order of the vocabulary."""
    if wish.by == Kind.GROUP:
        return {code: str(word) for code, word in GROUPS.items()}
    if wish.by == Kind.FIELD:
        return {"it": _("IT and engineers")} | {field.code: str(field) for field in SswField.objects.order_by("order")}
    skills = Skill.objects.filter(group=wish.group) if wish.group else Skill.objects.all()
    return {skill.code: str(skill) for skill in skills}


def rows_of(wish: Wish) -> list[tuple[str, Cells]]:
    """The rows that may be shown, with their names, the largest first."""
    names = names_of(wish)
    found = {code: levels for code, levels in counted(wish.by, wish.filter).items() if code in names}
    return [(names[row.code], row) for row in table(found)]


@role_required(*READERS)
@require_safe
def talent(request: HttpRequest) -> HttpResponse:
    """Numbers of people by skill and Japanese, from a table that a task fills."""
    wish = Wish.read(request)
    everybody = table(counted(Kind.ALL, wish.filter))
    context = {
        "rows": rows_of(wish),
        "all": everybody[0] if everybody else None,
        "levels": [level or NO_JAPANESE for level in LEVELS],
        "least": LEAST,
        "kinds": links(wish, "by", KINDS, wish.by),
        "proofs": links(wish, "proof", PROOF, wish.proof),
        "times": links(wish, "ready", BY, wish.ready),
        "groups": GROUPS.items() if wish.by == Kind.SKILL else (),
        "wish": wish,
        "query": wish.url(),
        "counted_at": TalentCell.objects.aggregate(latest=Max("counted_at"))["latest"],
    }
    return show(request, "outreach/desk/talent.html", context, title=_("Stock of talent"))


def links(wish: Wish, name: str, words: Any, current: str) -> list[dict[str, Any]]:
    return [{"word": word, "url": wish.url(**{name: code}), "is_current": code == current} for code, word in words.items()]


@role_required(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The same table as a file; what is under five says so there too."""
    wish, few = Wish.read(request), _("under %(least)s") % {"least": LEAST}
    heads = [KINDS[Kind(wish.by)], _("All levels"), *(level or NO_JAPANESE for level in LEVELS)]
    rows = ([name, row.total, *(few if cell is None else cell for cell in row.by_level)] for name, row in rows_of(wish))
    return csv_answer("talent.csv", heads, rows)
