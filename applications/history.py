"""What happened with a recommended candidate, in the employer's words; nothing from before it was presented."""

from django.utils.translation import gettext_lazy as _

from applications.models import Application
from jobs.history import notes_for_employer
from workflow.models import Entry

EMPLOYER_STEP_WORDS = {
    "application.present": _("Inter-SES recommended this candidate to you"),
    "application.invite": _("You invited the candidate to an interview"),
    "application.choose_slot": _("The candidate chose a time for the interview"),
    "application.show_name": _("The candidate showed you name and contact"),
    "application.hide_name": _("The candidate closed name and contact again"),
    "application.propose_offer": _("You made an offer, Inter-SES looks at it"),
    "application.object_to_offer": _("Inter-SES asked you for a change"),
    "application.lapse_offer": _("Your proposal ended"),
    "application.offer": _("The candidate got your offer"),
    "application.rescind": _("You took the offer back"),
    "application.accept": _("The candidate accepted your offer"),
    "application.decline_offer": _("The candidate declined your offer"),
    "application.not_select": _("You decided not to go on"),
    "application.depart": _("The candidate left for Japan"),
    "application.arrive": _("The candidate arrived in Japan"),
    "application.withdraw": _("The candidate is not available any more"),
    "application.supersede": _("The candidate is not available any more"),
    "application.restore": _("The candidate came back"),
    "application.close": _("This case was closed"),
}


def history_of(application: Application) -> list[dict[str, object]]:
    """Rows for the timeline, oldest first, with what the partners wrote for the employer. 2 queries."""
    entries = Entry.objects.about(application).filter(kind__in=EMPLOYER_STEP_WORDS).only("kind", "at")
    rows = [{"label": EMPLOYER_STEP_WORDS[entry.kind], "at": entry.at, "state": "done", "kind": entry.kind} for entry in entries]
    began = next((place for place, row in enumerate(rows) if row["kind"] == "application.present"), len(rows))
    return sorted([*rows[began:], *notes_for_employer(application)], key=lambda row: row["at"])
