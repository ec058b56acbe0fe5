"""The verbs of a lead. Each asks the rules, then moves through `advance`; all raise Refused."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs.models import Employer
from outreach import rules
from outreach.invitations import send
from outreach.models import Lead, LeadInvitation, LeadNote
from outreach.states import LEAD_STEPS, LeadState, undo_target
from workflow.advance import advance, begin, role_of
from workflow.models import Entry
from workflow.steps import Reason, Refused, find


def add(lead: Lead, *, by: User) -> Entry:
    """Keep a new lead."""
    if role_of(by) not in {role for row in LEAD_STEPS if row.name == "change" for role in row.by}:
        raise Refused(Reason("step_not_yours"))
    return begin(lead, "add", by=by)


@transaction.atomic
def change(lead: Lead, *, by: User, fields: Iterable[str], version: int | None = None) -> Entry:
    """Keep what was changed in `lead`; the journal names the columns, never the values."""
    names = sorted(fields)
    entry = advance(lead_as_kept(lead), "change", by=by, version=version, data={"fields": names})
    keys = ["key_ja", "key_en", "email_index"]
    lead.save(update_fields=[*names, *keys] if names else keys)
    lead.refresh_from_db()
    return entry


def lead_as_kept(lead: Lead) -> Lead:
    """The row in the database, beside what was typed."""
    return Lead.objects.get(pk=lead.pk)


@transaction.atomic
def note(lead: Lead, *, by: User, text: str, version: int | None = None) -> Entry:
    """Write down what happened; notes stay as they were written."""
    entry = advance(lead, "note", by=by, version=version, unless=rules.note_blockers(text=text))
    LeadNote.objects.create(lead=lead, by=by, text=text.strip())
    return entry


def move(lead: Lead, *, by: User, to: str, version: int | None = None) -> Entry:
    """Another stage, by one click."""
    return advance(lead, "move", by=by, target=to, version=version)


def undo_of(lead: Lead) -> str:
    """The stage to which the next undo goes back, or ""."""
    entries = Entry.objects.about(lead).exclude(source_state="").values_list("kind", "source_state", "target_state")
    changes = [(kind.partition(".")[2], source, target) for kind, source, target in entries if source != target]
    return undo_target(changes)


def undo(lead: Lead, *, by: User, version: int | None = None) -> Entry:
    """Take the last change of the stage back; again: the one before."""
    target = undo_of(lead)
    if blockers := rules.undo_blockers(target=target):
        find(LEAD_STEPS, "undo", state=lead.state, role=role_of(by))
        raise Refused(*blockers)
    return advance(lead, "undo", by=by, target=target, version=version)


@transaction.atomic
def invite(lead: Lead, *, by: User, language: str = "ja", version: int | None = None) -> Entry:
    """Write to the contact person with a link of their own; an older link stops working."""
    blockers = rules.invite_blockers(
        email=lead.contact_email or "", name=lead.name_ja or lead.name_en, is_registered=lead.employer_id is not None
    )
    entry = advance(lead, "invite", by=by, version=version, unless=blockers, data={"language": language})
    now = timezone.now()
    LeadInvitation.objects.filter(lead=lead, used_at=None, expires_at__gt=now).update(expires_at=now)
    send(lead, by=by, language=language)
    return entry


@transaction.atomic
def register(lead: Lead, *, employer: Employer, person: User | None = None) -> Entry | None:
    """The company has an account: the lead belongs to it from now on. Once; of two companies the first."""
    if lead.employer_id == employer.pk and person is not None:
        Lead.objects.filter(pk=lead.pk, contact_user=None).update(contact_user=person)
    if lead.employer_id is not None or Lead.objects.filter(employer=employer).exists():
        return None
    return advance(lead, "register", by=None, employer=employer, contact_user=person)


def open_vacancy(lead: Lead) -> Entry | None:
    """The company sent a vacancy: the work of a lead is done."""
    return None if lead.state == LeadState.FIRST_VACANCY else advance(lead, "open_vacancy", by=None)
