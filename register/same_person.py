"""Verbs of pairs that may be one person's: proposed, kept apart, put off, asked for, and made one when a second person has signed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import people, second
from accounts.models import SecondSignature, User
from candidates.models import Profile
from candidates.transitions import today
from privacy import own_data
from register import finding, rules
from register.finding import Found, Pair
from register.models import Duplicate, MovedRow, RegisterEntry
from register.models.duplicate import REASONS
from register.states import OPEN_PAIRS, DuplicateState
from register.transitions import fill
from vault.moving import Move, MovedMeanwhile, carry_out
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused

LATER_DAYS = (7, 30, 90)
NEAR = ("first__user", "first__district", "second__user", "second__district", "entry__district", "kept__user")


# ── found ──────────────────────────────────────────────────────────────────────────────────────────────
def look(profiles: list[Profile]) -> int:
    """Look for pairs of these people and propose what is new; how many."""
    return propose(finding.pairs_of(profiles)) if profiles else 0


def propose(found: Found) -> int:
    """Each pair once: one that was decided stays decided, an open one learns new reasons. How many are new."""
    wanted = {pair.first for pair in found}
    rows = Duplicate.objects.filter(first__in=wanted)
    known = {Pair(row.first_id, row.second_id, row.entry_id): row for row in rows}
    for pair, reasons in found.items():
        row = known.get(pair)
        if row is not None and row.state in OPEN_PAIRS and not reasons <= set(row.reasons):
            Duplicate.objects.filter(pk=row.pk).update(**why(reasons | set(row.reasons)))
    return sum(added(pair, reasons) for pair, reasons in sorted(found.items()) if pair not in known)


def added(pair: Pair, reasons: set[str]) -> bool:
    """Write the pair down; of two looks at the same time one does it."""
    row = Duplicate(first_id=pair.first, second_id=pair.second, entry_id=pair.entry, **why(reasons))
    try:
        with transaction.atomic():
            begin(row, "propose", by=None, data={"reasons": row.reasons})
    except IntegrityError:
        return False
    return True


def why(reasons: Iterable[str]) -> dict[str, Any]:
    """The columns of these reasons, the strongest first."""
    ordered = sorted(reasons, key=lambda code: (-REASONS[code][0], code))
    return {"reasons": ordered, "strength": REASONS[ordered[0]][0]}


# ── decided by one ─────────────────────────────────────────────────────────────────────────────────────
def keep_apart(pair: Duplicate, *, by: User, ground: str, note: str = "", version: int | None = None) -> Entry:
    """Two people: it is remembered who said so and why, and the pair is never proposed again."""
    return advance(
        pair, "keep_apart", by=by, version=version, unless=rules.apart_blockers(ground=ground, note=note), note=note,
        data={"ground": ground}, ground=ground, decided_by=by,
    )  # fmt: skip


def put_off(pair: Duplicate, *, by: User, days: int, version: int | None = None) -> Entry:
    """Not now: it comes back on that day."""
    return advance(pair, "put_off", by=by, version=version, data={"days": days}, look_again_on=today() + timedelta(days=days))


def reopen(pair: Duplicate, *, by: User, note: str, version: int | None = None) -> Entry:
    """A supervisor has learned more: the pair is open again."""
    blockers = [] if note.strip() else [Reason("refusal_needs_words")]
    return advance(pair, "reopen", by=by, version=version, unless=blockers, note=note, ground="", decided_by=None)


# ── made one by two ────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def ask(pair: Duplicate, *, kept: Profile, by: User, ground: str, note: str, version: int | None = None) -> SecondSignature:
    """One officer says that it is one person, and which file is kept; nothing moves before another has signed. Raises Refused."""
    blockers = rules.one_blockers(ground=ground, note=note) + merge_blockers(pair, kept)
    advance(pair, "ask", by=by, version=version, unless=blockers, data={"ground": ground}, kept=kept, ground=ground, decided_by=by)
    gone = pair.other(kept)
    person = gone.user if isinstance(gone, Profile) else kept.user
    return second.ask("merge", by=by, person=person, reason=note, wants={"duplicate": str(pair.public_id)})


def merge_blockers(pair: Duplicate, kept: Profile) -> list[Reason]:
    """Everything that forbids to make these one and keep this side."""
    if kept.pk not in (pair.first_id, pair.second_id):
        return [Reason("merge_keep_one_of_them")]
    gone = pair.other(kept)
    waiting = Duplicate.objects.filter(state=DuplicateState.ASKED).exclude(pk=pair.pk)
    sides = [side for side in (kept, gone) if isinstance(side, Profile)]
    reasons = [Reason("merge_waits_already")] if any(waiting.of(side).exists() for side in sides) else []
    if isinstance(gone, RegisterEntry):
        closed = kept.user.merged_into_id is not None or not kept.user.is_active
        reasons += [Reason("claimed_meanwhile")] if gone.claimed_at else []
        return reasons + ([Reason("merge_account_closed")] if closed else [])
    return reasons + own_data.moving_blockers(gone.user, kept.user)


def plan(pair: Duplicate, kept: Profile) -> list[Move]:
    """What will move, as it stands now."""
    gone = pair.other(kept)
    return own_data.moves(gone.user, kept.user) if isinstance(gone, Profile) else []


def stands(pair: Duplicate) -> dict[str, Any]:
    """What the second person must find as the first one saw it: applications and papers of both, and that both are open."""
    sides = [side.user for side in (pair.first, pair.second) if side is not None]
    free = pair.entry is None or pair.entry.claimed_at is None
    return {"people": [own_data.standing(user) for user in sides], "is_free": free, "kept": pair.kept.reference if pair.kept else ""}


@transaction.atomic
def merge(pair: Duplicate, *, by: User, signed_by: User, was: dict[str, Any]) -> None:
    """It happens, in one transaction: rows move, the other account is closed, every row is written down. Raises Refused."""
    people.needs_second(by, signed_by)
    hold(pair)
    pair = Duplicate.objects.select_related(*NEAR).get(pk=pair.pk)
    kept = pair.kept
    if kept is None or stands(pair) != was:
        raise Refused(Reason("second_target_changed"))
    gone = pair.other(kept)
    data = {"asked_by": str(by.public_id), "ground": pair.ground}
    advance(pair, "merge", by=signed_by, unless=merge_blockers(pair, kept), data=data)
    if isinstance(gone, RegisterEntry):
        join_entry(pair, gone, kept)
    else:
        join_people(pair, gone, kept, by=by, signed_by=signed_by)


def hold(pair: Duplicate) -> None:
    """Nobody else writes to either person meanwhile: accounts, then what has steps, then profiles (the order of all locks)."""
    profiles = [pk for pk in (pair.first_id, pair.second_id) if pk]
    users = list(Profile.objects.filter(pk__in=profiles).values_list("user", flat=True))
    for rows in (User.objects.filter(pk__in=users), *own_data.held(users), Profile.objects.filter(pk__in=profiles)):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))


def join_people(pair: Duplicate, gone: Profile, kept: Profile, *, by: User, signed_by: User) -> None:
    """Rows as planned, then what the kept one leaves empty, then the account; the other pairs of the closed file follow it."""
    moves = plan(pair, kept)
    try:
        carry_out(moves)
    except MovedMeanwhile:
        raise Refused(Reason("changed_meanwhile")) from None
    rows = [
        MovedRow(duplicate=pair, of=move.label, row=row, column=move.column, was=told(move.was), now=told(move.now))
        for move in moves
        for row in move.rows
    ]
    filled = own_data.take_over(gone.user, kept.user)
    rows += [MovedRow(duplicate=pair, of=label, row=row, column=column) for label, row, column in filled]
    MovedRow.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
    people.merge(gone.user, kept.user, by=by, signed_by=signed_by, data={"duplicate": str(pair.public_id)})
    follow(gone, kept)


def told(value: object) -> str:
    return "" if value is None else str(value)[:40]


def follow(gone: Profile, kept: Profile) -> None:
    """Pairs of the closed file with third people are pairs of the kept one from now on, decided or not."""
    for row in Duplicate.objects.of(gone).exclude(state=DuplicateState.MERGED):
        third = row.second_id if row.first_id == gone.pk else row.first_id
        sides = {"first_id": kept.pk} if third is None else dict(zip(("first_id", "second_id"), sorted((third, kept.pk)), strict=True))
        is_there = Duplicate.objects.filter(**sides, entry=row.entry_id).exclude(pk=row.pk).exists()
        if not is_there and third != kept.pk:
            Duplicate.objects.filter(pk=row.pk).update(**sides)
        elif row.state in OPEN_PAIRS:
            row.delete()


def join_entry(pair: Duplicate, entry: RegisterEntry, kept: Profile) -> None:
    """The entry of the register becomes the person's, as if they had claimed it; another CNIC in it changes nothing in the profile."""
    if not RegisterEntry.objects.open().filter(pk=entry.pk).update(claimed_by=kept, claimed_at=timezone.now()):
        raise Refused(Reason("claimed_meanwhile"))
    MovedRow.objects.create(duplicate=pair, of=entry._meta.label_lower, row=entry.pk, column="claimed_by_id", now=str(kept.pk))
    if not kept.cnic or kept.cnic == entry.cnic:
        fill(kept, entry)
    get_adapter().tell(kept.user, "register_entry_joined")


def drop(pair: Duplicate) -> None:
    """The second person said no, the asker took it back, or nobody came: the pair is open again."""
    if pair.state == DuplicateState.ASKED:
        advance(pair, "drop", by=None, kept=None, ground="", decided_by=None)


def moved_of(profile: Profile) -> list[Duplicate]:
    """The merges by which this file became one."""
    return list(Duplicate.objects.filter(kept=profile, state=DuplicateState.MERGED).select_related(*NEAR).order_by("pk"))


def later_day(days: int) -> date:
    return today() + timedelta(days=days)
