"""Leads at the desk: as a list, as a board by stage, as a file."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from outreach.desk.page import show
from outreach.models import Lead
from outreach.models.lead import READERS, LeadQuerySet, japan_today
from outreach.states import OPEN, LeadState
from outreach.words import STAGES
from paper.table import csv_answer

PAGE, IN_A_COLUMN = 50, 20
NEXT_STAGE = dict(zip(OPEN, (*OPEN[1:], LeadState.FIRST_VACANCY), strict=True))

HEADS = (
    gettext_lazy("Name in Japanese"), gettext_lazy("Name in Latin letters"), gettext_lazy("Corporate number"), gettext_lazy("Prefecture"),
    gettext_lazy("Website"), gettext_lazy("Stage"), gettext_lazy("Next step"), gettext_lazy("Day of the next step"),
    gettext_lazy("Who does it"), gettext_lazy("Last change"), gettext_lazy("How we found it"),
)  # fmt: skip
CONTACT_HEADS = (gettext_lazy("Contact person"), gettext_lazy("E-mail"), gettext_lazy("Phone"))


@dataclass(frozen=True)
class Wish:
    """What the list is asked for."""

    stage: str = ""
    mine: bool = False
    late: bool = False
    text: str = ""

    @classmethod
    def read(cls, request: HttpRequest) -> "Wish":
        asked = request.GET
        stage = asked.get("stage", "")
        return cls(stage if stage in STAGES else "", asked.get("mine") == "1", asked.get("late") == "1", asked.get("q", "").strip()[:160])

    def url(self, **changes: Any) -> str:
        """The same list with something changed, as a query string."""
        wish = replace(self, **changes)
        kept = {"stage": wish.stage, "mine": int(wish.mine), "late": int(wish.late), "q": wish.text}
        return f"?{urlencode({name: value for name, value in kept.items() if value})}"


def asked(request: HttpRequest, wish: Wish) -> LeadQuerySet:
    """The leads that the wish means, without its stage; those whose day comes first stand first."""
    rows = Lead.objects.visible_to(request.user)
    rows = rows.filter(responsible=request.user) if wish.mine else rows
    rows = rows.late(japan_today()) if wish.late else rows
    rows = rows.says(wish.text) if wish.text else rows
    return rows.select_related("responsible", "prefecture", "employer").order_by(F("next_on").asc(nulls_last=True), "-waiting_since", "-pk")


@role_required(*READERS)
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """The list with its filters."""
    wish = Wish.read(request)
    found = asked(request, wish)
    rows = found.filter(state=wish.stage) if wish.stage else found
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [row_of(lead) for lead in page.object_list],
        "stages": stage_links(wish, found),
        "lists": list_links(wish),
        "wish": wish,
        "may_write": may_write(request),
        "query": wish.url(),
    }
    return show(request, "outreach/desk/leads.html", context, title=_("Leads"))


@role_required(*READERS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """One column for each stage, the most pressing on top."""
    wish = replace(Wish.read(request), stage="")
    found = asked(request, wish)
    place = Window(RowNumber(), partition_by="state", order_by=[F("next_on").asc(nulls_last=True), "-waiting_since", "-pk"])
    shown = [row_of(lead) for lead in found.annotate(place=place).filter(place__lte=IN_A_COLUMN)]
    counted = counts(found)
    columns = [
        {
            "tag": tag,
            "count": counted.get(stage, 0),
            "rows": [row for row in shown if row["lead"].state == stage],
            "more": wish.url(stage=stage) if counted.get(stage, 0) > IN_A_COLUMN else "",
        }
        for stage, tag in STAGES.items()
        if stage != LeadState.SET_ASIDE
    ]
    context = {"columns": columns, "lists": list_links(wish), "wish": wish, "may_write": may_write(request), "query": wish.url()}
    return show(request, "outreach/desk/board.html", context, title=_("Leads by stage"))


@role_required(*READERS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file; contact data for Inter-SES only."""
    wish = Wish.read(request)
    rows = asked(request, wish)
    rows = rows.filter(state=wish.stage) if wish.stage else rows
    contacts = may_write(request)
    heads = [*HEADS, *(CONTACT_HEADS if contacts else ())]
    return csv_answer("leads.csv", heads, (cells(lead, contacts) for lead in rows.iterator(500)))


def cells(lead: Lead, contacts: bool) -> list[object]:
    """One line of the file."""
    own = [lead.name_ja, lead.name_en, lead.corporate_number, lead.prefecture or "", lead.website, lead.tag[2], lead.next_step]
    own += [lead.next_on or "", lead.responsible.full_name, lead.waiting_since.date(), lead.get_source_display() if lead.source else ""]
    return [*own, *(str(value or "") for value in (lead.contact_name, lead.contact_email, lead.contact_phone))] if contacts else own


def may_write(request: HttpRequest) -> bool:
    """The auditor only reads."""
    return bool(request.user.role == Role.INTER_SES)


def row_of(lead: Lead) -> dict[str, Any]:
    """One lead of the list, with the stage that comes next."""
    following = NEXT_STAGE.get(LeadState(lead.state), "")
    return {"lead": lead, "next": following, "next_word": STAGES[following][2] if following else ""}


def counts(found: LeadQuerySet) -> dict[str, int]:
    return dict(found.order_by().values_list("state").annotate(count=Count("pk")))


def stage_links(wish: Wish, found: LeadQuerySet) -> list[dict[str, Any]]:
    """All, and each stage with how many."""
    counted = counts(found)
    every = {"word": _("All"), "count": sum(counted.values()), "url": wish.url(stage=""), "is_current": not wish.stage}
    return [
        every,
        *(
            {"word": tag[2], "count": counted.get(stage, 0), "url": wish.url(stage=stage), "is_current": wish.stage == stage}
            for stage, tag in STAGES.items()
        ),
    ]


def list_links(wish: Wish) -> list[dict[str, Any]]:
    """All, mine, late."""
    return [
        {"word": _("Everybody's"), "url": wish.url(mine=False, late=False), "is_current": not (wish.mine or wish.late)},
        {"word": _("Mine"), "url": wish.url(mine=not wish.mine), "is_current": wish.mine},
        {"word": _("Late"), "url": wish.url(late=not wish.late), "is_current": wish.late},
    ]
