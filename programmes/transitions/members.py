"""The verbs of a person in a group. Seats are taken before the person is moved: group first, then member, so nobody waits for the other."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import OEC, Role
from candidates.models import Profile
from programmes import rules
from programmes.models import Group, Interest, Member
from programmes.states import SEATED, MemberState
from programmes.transitions.acting import check_role, give_seat_back, pakistan_today, take_seat
from workflow.advance import advance, begin
from workflow.models import Entry
from workflow.steps import Reason, Refused

M = MemberState
GIVES_UP = ("decline", "lapse", "withdraw")  # whoever asks again stands at the end of the line


# ── coming in ──────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def ask(profile: Profile, *, group: Group, by: User, wish: str = "any", level: str = "none") -> Member:
    """The candidate asks for a place; who asked before for an earlier group keeps that day in the line."""
    check_role(by, {Role.CANDIDATE})
    if by.pk != profile.user_id:
        raise Refused(Reason("step_not_yours"))
    blockers = rules.ask_blockers(
        group_state=group.state,
        programme_state=group.programme.state,
        has_live=Member.objects.live().filter(profile=profile).exists(),
        today=pakistan_today(),
        ends_on=group.ends_on,
    )
    if blockers:
        raise Refused(*blockers)
    member = Member(group=group, profile=profile, wish=wish, level=level, asked_at=asked_since(profile))
    born(member, "ask", by)
    Interest.objects.filter(profile=profile).update(wants_news=False)
    return member


def asked_since(profile: Profile) -> datetime:
    """When this person first asked for a place that did not come."""
    since = Interest.objects.filter(profile=profile).values_list("since", flat=True).first()
    return since or timezone.now()


def born(member: Member, name: str, by: User) -> Entry:
    """One live place a person: of two at once the database keeps one, and none for a file that was joined with another."""
    try:
        with transaction.atomic():
            return begin(member, name, by=by)
    except IntegrityError as fault:
        is_joined = "merged_person" in str(fault)
        raise Refused(Reason("file_was_joined" if is_joined else "in_a_group_already")) from None


@transaction.atomic
def add(profile: Profile, *, group: Group, by: User) -> Member:
    """OEC puts a known person into a group at once; a place in the line of this group becomes the seat."""
    check_role(by, OEC)
    standing = Member.objects.live().filter(profile=profile, group=group).first()
    member = standing or Member(group=group, profile=profile)
    if standing is None:
        born(member, "add", by)
    enrol(member, by=by)
    return member


@transaction.atomic
def tell_me(profile: Profile, *, by: User, wants: bool) -> Interest:
    """Whether the person is told of the next group; the day of first asking stays."""
    check_role(by, {Role.CANDIDATE})
    row, _is_new = Interest.objects.get_or_create(profile=profile)
    Interest.objects.filter(pk=row.pk).update(wants_news=wants, **({"told_until": timezone.now()} if wants and not row.wants_news else {}))
    row.refresh_from_db()
    return row


# ── the line, and a place offered ──────────────────────────────────────────────────────────────────────
def wait(member: Member, *, by: User, version: int | None = None) -> Entry:
    """OEC has looked: the person keeps the place in the line; the day on which OEC looks again moves on."""
    return advance(member, "wait", by=by, version=version)


@transaction.atomic
def offer(member: Member, *, by: User, version: int | None = None) -> Entry:
    """Keep a seat for the person until the day of the clock; never past somebody who asked earlier."""
    take_seat(member.group_id)
    blockers = rules.offer_blockers(earlier=Member.objects.before(member).count())
    return advance(member, "offer", by=by, version=version, unless=blockers)


@transaction.atomic
def take_back(member: Member, *, by: User, version: int | None = None) -> Entry:
    """The offer was a mistake: the person stands in the line as before."""
    give_seat_back(member.group_id)
    return advance(member, "take_back", by=by, version=version)


def accept(member: Member, *, by: User, version: int | None = None) -> Entry:
    """The candidate takes the place, which was kept for them."""
    blockers = rules.answer_blockers(due_on=member.due_on, today=pakistan_today()) if member.state == M.OFFERED else []
    check_own(member, by)
    return advance(member, "accept", by=by, version=version, unless=blockers, enrolled_on=pakistan_today())


def decline(member: Member, *, by: User, version: int | None = None) -> Entry:
    """The candidate does not take it; the next in the line may have it."""
    check_own(member, by)
    return gone(member, "decline", by=by, reason="declined", version=version)


def lapse(member: Member) -> Entry:
    """The day is over and no answer came."""
    blockers = [] if member.due_on and member.due_on < pakistan_today() else [Reason("step_not_open")]
    if blockers:
        raise Refused(*blockers)
    return gone(member, "lapse", by=None, reason="no_answer")


@transaction.atomic
def enrol(member: Member, *, by: User, version: int | None = None) -> Entry:
    """OEC puts the person into the group, with a seat."""
    if member.state not in SEATED:
        take_seat(member.group_id)
    return advance(member, "enrol", by=by, version=version, enrolled_on=pakistan_today())


# ── going out ──────────────────────────────────────────────────────────────────────────────────────────
def finish(member: Member, *, by: User, version: int | None = None) -> Entry:
    """The person has come to the end of the course; the seat stays theirs."""
    return advance(member, "finish", by=by, version=version, ended_on=pakistan_today())


def withdraw(member: Member, *, by: User, reason: str = "withdrew") -> Entry:
    """The candidate goes, from wherever they stand; never refused while there is a place to give up."""
    check_own(member, by)
    for _try in range(3):
        try:
            return gone(member, "withdraw", by=by, reason=reason)
        except Refused as refusal:
            if refusal.reasons[0].code != "changed_meanwhile":
                raise
            member.refresh_from_db()
    return gone(member, "withdraw", by=by, reason=reason)


def leave(member: Member, *, by: User, reason: str, version: int | None = None) -> Entry:
    """OEC records that the person goes, and why."""
    return gone(member, "leave", by=by, reason=reason, version=version, unless=rules.reason_blockers(step="leave", reason=reason))


def drop(member: Member, *, by: User, reason: str, version: int | None = None) -> Entry:
    """OEC takes the person out of the group, and says why."""
    return gone(member, "drop", by=by, reason=reason, version=version, unless=rules.reason_blockers(step="drop", reason=reason))


@transaction.atomic
def release(member: Member, *, reason: str) -> Entry:
    """The group was cancelled, or began without them: they are told of the next one, and keep their day in its line."""
    entry = gone(member, "release", by=None, reason=reason)
    row, is_new = Interest.objects.get_or_create(profile_id=member.profile_id, defaults={"since": member.asked_at})
    if not is_new:
        Interest.objects.filter(pk=row.pk).update(wants_news=True, told_until=timezone.now(), since=min(row.since, member.asked_at))
    return entry


@transaction.atomic
def gone(
    member: Member, name: str, *, by: User | None, reason: str, version: int | None = None, unless: list[Reason] | None = None
) -> Entry:
    """Any of the ways out: the seat is free again, and the reason stands on the row and in the journal."""
    if member.state in SEATED:
        give_seat_back(member.group_id)
    if name in GIVES_UP:
        Interest.objects.filter(profile_id=member.profile_id).delete()
    ended = {"ended_on": pakistan_today()} if member.enrolled_on else {}
    return advance(member, name, by=by, version=version, unless=unless or [], data={"reason": reason}, reason=reason, **ended)


@transaction.atomic
def bring_back(member: Member, *, by: User, version: int | None = None) -> Entry:
    """It was a mistake: back into the group while it has a seat, or back into the line at the old place."""
    was_in = member.enrolled_on is not None
    if was_in and member.state != M.FINISHED:
        take_seat(member.group_id)
    back, fields = (M.ENROLLED if was_in else M.WAITING), {"reason": "", "ended_on": None}
    try:
        with transaction.atomic():
            return advance(member, "bring_back", by=by, version=version, target=back, unless=back_blockers(member), **fields)
    except IntegrityError:
        raise Refused(Reason("in_a_group_already")) from None


def back_blockers(member: Member) -> list[Reason]:
    """Nobody comes back into a group that is over."""
    group = Group.objects.get(pk=member.group_id)
    is_over = group.state not in ("open", "running")
    return [Reason("group_not_open")] if is_over else []


def check_own(member: Member, by: User) -> None:
    if by.pk != member.profile.user_id:
        raise Refused(Reason("step_not_yours"))
