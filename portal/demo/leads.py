"""Companies that Inter-SES speaks with before they have an account: invented, in every stage (data/leads.csv)."""

import csv
from datetime import timedelta
from pathlib import Path

from django.db import transaction

from jobs.models import Prefecture
from outreach import transitions
from outreach.models import Lead
from portal.demo.stage import Stage
from workflow.models import Entry

ROWS = Path(__file__).parent / "data" / "leads.csv"


@transaction.atomic
def add_leads(stage: Stage) -> None:
    """Once, through the same verbs as at the desk."""
    if Lead.objects.exists():
        return
    known = set(Prefecture.objects.values_list("code", flat=True))
    with ROWS.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            lead = lead_of(row, number, stage)
            lead.prefecture_id = row["prefecture"] if row["prefecture"] in known else None
            transitions.add(lead, by=stage.reviewer)
            for to in filter(None, row["path"].split("|")):
                transitions.move(lead, by=stage.reviewer, to=to)
            if row["note"]:
                transitions.note(lead, by=stage.reviewer, text=row["note"])
    Entry.objects.filter(subject_kind=Lead.KIND, planned_at=None).update(planned_at=stage.now)  # nothing follows from a demo


def lead_of(row: dict[str, str], number: int, stage: Stage) -> Lead:
    """One line of the file; the day of the next step counts from the day of the demo."""
    return Lead(
        name_ja=row["name_ja"],
        name_en=row["name_en"],
        source=row["source"],
        contact_name=row["contact"] or None,
        contact_email=f"contact{number}@lead.example" if row["contact"] else None,
        next_step=row["next_step"],
        next_on=stage.now.date() + timedelta(days=int(row["days"])) if row["days"] else None,
        responsible=stage.reviewer,
    )
