"""The verbs of own data: a copy of everything, and the end of an account."""

import hashlib
import logging
import time
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.own_data import close
from accounts.people import needs_second, second
from accounts.roles import Role
from privacy import own_data
from privacy.models import Copy, Deletion
from privacy.packing import packed
from privacy.states import CopyState, DeletionState
from vault import store
from vault.files import erase
from vault.kinds import ZIP
from vault.models import FileState, StoredFile
from workflow.advance import advance, begin
from workflow.clock import local_day
from workflow.models import Entry
from workflow.steps import Reason, Refused

log = logging.getLogger(__name__)
COPY_LIVES = timedelta(days=7)
COPY_TAKES_AT_MOST = timedelta(days=1)
CHANGE_OF_MIND = timedelta(days=14)
SLICE = 20.0  # seconds of work before the next round goes on


# ── a copy of everything ───────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def ask_copy(user: User) -> Copy:
    """Ask for a copy: one at a time; a ready one gives way. Raises Refused while one is being made."""
    standing = Copy.objects.visible_to(user).filter(state__in=[CopyState.ASKED, CopyState.READY]).first()
    if standing and standing.state == CopyState.ASKED:
        raise Refused(Reason("copy_being_made"))
    if standing:
        expire_copy(standing, by=user)
    copy = Copy(user=user)
    try:
        with transaction.atomic():
            begin(copy, "ask", by=user)
    except IntegrityError:
        raise Refused(Reason("copy_being_made")) from None
    return copy


@transaction.atomic
def finish_copy(copy: Copy) -> Entry | None:
    """Pack everything, seal it, and open it to the person for a week; doing it twice changes nothing."""
    copy = Copy.objects.select_for_update(of=("self",)).select_related("user").get(pk=copy.pk)
    if copy.state != CopyState.ASKED or not copy.user.is_active:
        return None
    return advance(copy, "finish", by=None, file=sealed(copy.user, packed(copy.user)), expires_at=timezone.now() + COPY_LIVES)


def sealed(user: User, data: bytes) -> StoredFile:
    """Bytes that the house made itself, kept like any other file of this person."""
    digest = hashlib.sha256(data).hexdigest()
    stored = StoredFile(kind="export", owner=user, media_type=ZIP, size=len(data), sha256=digest, state=FileState.CLEAN)
    stored.wrapped_key = store.put(stored, data)
    stored.save()
    return stored


@transaction.atomic
def expire_copy(copy: Copy, *, by: User | None = None) -> None:
    """Erase a copy: its week is over, or the person wants a new one."""
    advance(copy, "expire", by=by)
    erase(copy.file)


def expire_copies() -> int:
    """Erase the copies whose week is over, and give up those that could not be made in a day. How many."""
    now = timezone.now()
    old = list(Copy.objects.filter(state=CopyState.READY, expires_at__lte=now).select_related("file")[:50])
    stuck = list(Copy.objects.filter(state=CopyState.ASKED, waiting_since__lte=now - COPY_TAKES_AT_MOST)[:50])
    for copy in old:
        expire_copy(copy)
    for copy in stuck:
        advance(copy, "fail", by=None)
    return len(old) + len(stuck)


# ── the end of an account ──────────────────────────────────────────────────────────────────────────────
def running(user: User) -> Deletion | None:
    """The deletion that the person asked for, if there is one."""
    return Deletion.objects.visible_to(user).exclude(state=DeletionState.UNDONE).first()


def begins_at(user: User, now: datetime) -> datetime:
    """At once if nothing was ever sent to anybody, else in two weeks."""
    return now + CHANGE_OF_MIND if own_data.ties(user).has_sent else now


def ask_deletion(user: User) -> Deletion:
    """Ask for the end of one's own account; asking twice is one request. Only candidates: others act for an organisation."""
    if user.role != Role.CANDIDATE:
        raise Refused(Reason("step_not_yours"))
    if found := running(user):
        return found
    deletion = Deletion(user=user, begins_at=begins_at(user, timezone.now()))
    try:
        with transaction.atomic():
            begin(deletion, "ask", by=user)
    except IntegrityError:
        return Deletion.objects.visible_to(user).exclude(state=DeletionState.UNDONE).get()
    return deletion


def erased_from(now: datetime) -> datetime:
    """Where the staff asks, there are always two weeks in which the person may object."""
    return now + CHANGE_OF_MIND


def ask_deletion_for(user: User, *, by: User, signed_by: User | None) -> Deletion:
    """OEC ends the account of a candidate: two of the staff, and the person is told. Raises Refused."""
    needs_second(by, signed_by)
    if user.role != Role.CANDIDATE:
        raise Refused(Reason("other_account"))
    deletion = Deletion(user=user, begins_at=erased_from(timezone.now()))
    try:
        with transaction.atomic():
            begin(deletion, "ask", by=by, data=second(signed_by))
    except IntegrityError:
        raise Refused(Reason("deletion_running")) from None
    return deletion


def undo_deletion(deletion: Deletion, *, by: User) -> Entry:
    """Keep the account after all; raises Refused once the erasing has begun."""
    return advance(deletion, "undo", by=by)


def erase_due(budget: float = SLICE) -> int:
    """Work off the deletions whose time has come, app by app, for so many seconds; how many came to an end."""
    until, ended = time.monotonic() + budget, 0
    for pk in due():
        try:
            ended += worked_off(pk, until)
        except Exception:  # one that fails goes on next time, from where it stopped; the others do not wait for it
            log.exception("deletion_failed", extra={"deletion": pk})
    return ended


def worked_off(pk: int, until: float) -> bool:
    """One deletion, step by step, until it is over or the time is."""
    while time.monotonic() < until:
        if erase_next(pk):
            return True
    return False


def due() -> list[int]:
    """Deletions that wait no longer, those that were begun first."""
    now = timezone.now()
    asked = Deletion.objects.filter(state=DeletionState.ASKED, begins_at__lte=now)
    held = Deletion.objects.filter(state=DeletionState.HELD, held_until__lt=local_day(now, "oec"))
    begun = Deletion.objects.filter(state=DeletionState.ERASING)
    return [pk for found in (begun, asked, held) for pk in found.order_by("pk").values_list("pk", flat=True)[:100]]


@transaction.atomic
def erase_next(pk: int) -> bool:
    """One step of one deletion: begin it, erase what one app keeps, or end it. True when there is nothing left to do now."""
    deletion = Deletion.objects.select_for_update(of=("self",), skip_locked=True).select_related("user").filter(pk=pk).first()
    if deletion is None or deletion.state in (DeletionState.UNDONE, DeletionState.ERASED):
        return True
    if deletion.state in (DeletionState.ASKED, DeletionState.HELD):
        return begun(deletion)
    left = [register for register in own_data.registers() if register.__name__ not in deletion.done]
    if not left:
        ended(deletion)
        return True
    for each in own_data.selves(deletion.user):
        left[0].erase(each, keeping(deletion))
    Deletion.objects.filter(pk=pk).update(done=[*deletion.done, left[0].__name__])
    return False


def begun(deletion: Deletion) -> bool:
    """Start erasing, also a second time when the law's time is over; True if it is not time yet."""
    today, held = local_day(timezone.now(), "oec"), own_data.ties(deletion.user).held_until
    is_early = deletion.begins_at > timezone.now() or (deletion.held_until is not None and deletion.held_until >= today)
    if is_early:
        return True
    still = held if held and held >= today else None
    close(deletion.user)
    advance(deletion, "begin", by=None, done=[], held_until=still)
    return False


def close_account(deletion: Deletion) -> None:
    """Begin at once: nobody signs in any more; the rounds of the worker do the rest."""
    erase_next(deletion.pk)


def keeping(deletion: Deletion) -> frozenset[str]:
    """What must stay for now, by the law's name for it."""
    return frozenset({own_data.KEEP_LEDGER}) if deletion.held_until else frozenset()


def ended(deletion: Deletion) -> None:
    """Everything is erased, or all but what the law keeps for a while."""
    advance(deletion, "hold" if deletion.held_until else "finish", by=None)


def erased_by(deletion: Deletion) -> date:
    """The day on which the last of it is gone, as it is known now."""
    return deletion.held_until or local_day(deletion.begins_at, "oec")
