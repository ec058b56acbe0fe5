"""Who looks at a case now. A claim lasts 15 minutes and is the recorded reason to see identity data."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from reviews.models import Claim, Recusal
from workflow.prepared import FIFTY, REF, REFS, TEXT, Prepared
from workflow.steps import Reason, Refused

HOLDS_FOR = timedelta(minutes=15)


def live() -> QuerySet[Claim]:
    """Claims that hold now, by the clock of the database: the reading may be kept (workflow.prepared)."""
    return Claim.objects.filter(released_at=None, at__gt=Now() - HOLDS_FOR)


def holders(kind: str, refs: Sequence[uuid.UUID]) -> dict[uuid.UUID, Claim]:
    """Who looks at which of these cases; one query for fifty."""
    return {row.subject_ref: row for n in range(0, len(refs), FIFTY) for row in _holders(kind, refs[n : n + FIFTY])}


_holders = Prepared(lambda kind, refs: live().filter(subject_kind=kind, subject_ref__in=refs).select_related("user"), TEXT, REFS)


def holder_of(kind: str, ref: uuid.UUID) -> Claim | None:
    """Who looks at this case."""
    return _holder.first(kind, ref)


_holder = Prepared(lambda kind, ref: live().filter(subject_kind=kind, subject_ref=ref).select_related("user"), TEXT, REF)


def is_held_by(user: User, kind: str, ref: uuid.UUID) -> bool:
    """Whether this user has claimed the case and the claim still holds."""
    return live().filter(subject_kind=kind, subject_ref=ref, user=user).exists()


def minutes(claim: Claim) -> int:
    """For how long it has been open, in whole minutes."""
    return int((timezone.now() - claim.at).total_seconds() // 60)


@transaction.atomic
def take(kind: str, ref: uuid.UUID, *, by: User) -> Claim:
    """Open the case for this user, anew for 15 minutes; raises Refused while a colleague holds it."""
    mine = {"subject_kind": kind, "subject_ref": ref}
    if Recusal.objects.filter(**mine, user=by).exists():
        raise Refused(Reason("case_handed_on"))
    standing = Claim.objects.select_for_update(of=("self",), no_key=True).select_related("user").filter(**mine, released_at=None).first()
    now = timezone.now()
    if standing and standing.user_id != by.pk and standing.at > now - HOLDS_FOR:
        raise held(standing)
    if standing:
        Claim.objects.filter(pk=standing.pk).update(released_at=now)
    try:
        with transaction.atomic():
            return Claim.objects.create(**mine, user=by, at=now)
    except IntegrityError:
        quicker = Claim.objects.select_related("user").filter(**mine, released_at=None).first()
        raise (held(quicker) if quicker else Refused(Reason("changed_meanwhile"))) from None  # opened, decided and put back in between


def held(claim: Claim) -> Refused:
    """The refusal that names the colleague."""
    return Refused(Reason("held_by_colleague", (("name", str(claim.user)), ("minutes", minutes(claim)))))


def before(kind: str, ref: uuid.UUID, user: User) -> Claim | None:
    """What this user had open before this case, or the last one where they never opened this."""
    mine = Claim.objects.filter(user=user, subject_kind=kind).order_by("-at")
    here = mine.filter(subject_ref=ref).first()
    return mine.exclude(subject_ref=ref).filter(**({"at__lt": here.at} if here else {})).first()


def put_back(kind: str, ref: uuid.UUID, *, by: User) -> None:
    """Let the case go; colleagues may open it at once."""
    Claim.objects.filter(subject_kind=kind, subject_ref=ref, user=by, released_at=None).update(released_at=timezone.now())


def release_expired() -> int:
    """End the claims whose 15 minutes are over; gives how many."""
    return Claim.objects.filter(released_at=None, at__lte=timezone.now() - HOLDS_FOR).update(released_at=timezone.now())
