"""What was done to people and parties, in the journal of the house. Ids only."""

from django.db import transaction
from django.db.models import Max

from accounts.models import Party, User
from workflow.models import Entry
from workflow.steps import SYSTEM

OF_PERSON = (
    "sign_up invite accept_invitation change_role lock unlock reset_second_factor change_phone change_email change_password "
    "withdraw_consent make_shortlist close_shortlist merge"
)
KINDS = frozenset(
    {f"person.{what}" for what in OF_PERSON.split()}
    | {"party.join", "party.leave", "party.make_owner", "party.enter_closure", "party.take_back_closure"}
)


@transaction.atomic
def journal(subject: User | Party, what: str, *, by: User | None, data: dict[str, object] | None = None) -> Entry:
    """One entry about a person or a party; the subject's row is locked, so that its sequence is dense."""
    kind, model = ("person", User) if isinstance(subject, User) else ("party", Party)
    if f"{kind}.{what}" not in KINDS:
        raise ValueError(f"portal/reactions.py does not know {kind}.{what}")
    model._base_manager.select_for_update(no_key=True).get(pk=subject.pk)
    last = Entry.objects.filter(subject_kind=kind, subject_id=subject.pk).aggregate(last=Max("seq"))["last"] or 0
    return Entry.objects.create(
        kind=f"{kind}.{what}",
        subject_kind=kind,
        subject_id=subject.pk,
        subject_ref=subject.public_id,
        seq=last + 1,
        actor=by,
        actor_role=SYSTEM if by is None else by.role,
        data=dict(data or {}),
    )
