"""What nobody does alone: who may ask, who may sign, what the signer reads, and what happens then. Upper floors hang theirs in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.models import SecondSignature, User
from accounts.roles import Role
from accounts.states import SecondState
from workflow.advance import advance, begin
from workflow.clock import local_day
from workflow.models import Entry
from workflow.steps import Reason, Refused

ABOUT_ONE = ("change_role", "unlock", "reset_second_factor", "erase")  # asked for on the page of one account
Fact = tuple[object, object, bool]  # its name, its value, and whether the signer must not overlook it


@dataclass(frozen=True)
class Matter:
    """One kind of thing that takes two. `state_of` is what must not have changed when the second person signs."""

    label: str | Promise
    asks: frozenset[Role]
    signers: Callable[[SecondSignature], frozenset[Role]]
    facts: Callable[[SecondSignature, User], list[Fact]]
    carry_out: Callable[[SecondSignature], object]
    state_of: Callable[[SecondSignature], dict[str, Any]] = lambda request: {}
    blockers: Callable[[SecondSignature], list[Reason]] = lambda request: []
    ended: Callable[[SecondSignature], object] = lambda request: None  # it was refused, taken back, or nobody came
    look: Callable[[SecondSignature, User], str] = lambda request, reader: ""  # the address where it is seen in full


def matter_of(request: SecondSignature) -> Matter:
    """What this is about, from settings.SECOND_SIGNATURES."""
    return named(request.matter)


def named(name: str) -> Matter:
    """The matter of this name; KeyError for one that nobody has hung in."""
    found: Matter = import_string(settings.SECOND_SIGNATURES[name])
    return found


@transaction.atomic
def ask(
    name: str,
    *,
    by: User,
    reason: str,
    person: User | None = None,
    wants: Mapping[str, object] | None = None,
    invited: tuple[str, str] = ("", ""),
) -> SecondSignature:
    """Ask for a second signature; `invited` is the name and the e-mail of somebody who has no account. Raises Refused."""
    matter = named(name)
    given = {"person": person, "wants": dict(wants or {}), "invited_name": invited[0], "invited_email": invited[1]}
    request = SecondSignature(matter=name, asked_by=by, reason=reason.strip(), **given)
    if blockers := ask_blockers(request, matter):
        raise Refused(*blockers)
    request.signers, request.was = sorted(matter.signers(request)), matter.state_of(request)
    try:
        with transaction.atomic():
            begin(request, "ask", by=by, data={"matter": name})
    except IntegrityError:
        raise Refused(Reason("second_asked_already")) from None
    return request


def ask_blockers(request: SecondSignature, matter: Matter) -> list[Reason]:
    """Why this may not be asked for."""
    if request.asked_by.role not in matter.asks:
        return [Reason("step_not_yours")]
    if request.person_id == request.asked_by_id:
        return [Reason("own_role")]
    words = [] if request.reason else [Reason("second_reason_needed")]
    return words + matter.blockers(request)


@transaction.atomic
def sign(request: SecondSignature, *, by: User, version: int | None = None) -> Entry:
    """The second person says yes, and it happens, in one transaction; of two at once one is told."""
    by, matter = locked(by, request), matter_of(request)
    if blockers := [*may_answer(request, by), *sign_blockers(request, matter)]:
        raise Refused(*blockers)
    entry = advance(request, "sign", by=by, version=version, signed_by=by, data={"matter": request.matter})
    matter.carry_out(request)
    return entry


def locked(by: User, request: SecondSignature) -> User:
    """The signer as the account is now, not as when the page was opened; who asked and whom it is about stand still meanwhile."""
    concerned = {by.pk, request.asked_by_id, request.person_id or by.pk}
    found = {user.pk: user for user in User.objects.select_for_update(no_key=True).filter(pk__in=concerned).order_by("pk")}
    request.asked_by = found[request.asked_by_id]
    request.person = found.get(request.person_id) if request.person_id else None
    return found[by.pk]


def may_answer(request: SecondSignature, by: User) -> list[Reason]:
    """Why this person is not the second one."""
    if by.pk == request.asked_by_id:
        return [Reason("second_asked_yourself")]
    if by.pk == request.person_id:
        return [Reason("second_about_you")]
    return [] if by.is_active and by.role in request.signers else [Reason("second_not_yours")]


def sign_blockers(request: SecondSignature, matter: Matter) -> list[Reason]:
    """What has changed since it was asked for; nothing, once it was answered: then the step says so."""
    if request.state != SecondState.ASKED:
        return []
    asker = request.asked_by
    if not asker.is_active or asker.role not in matter.asks:
        return [Reason("second_asker_gone")]
    return [] if matter.state_of(request) == request.was else [Reason("second_target_changed")]


@transaction.atomic
def refuse(request: SecondSignature, *, by: User, note: str, version: int | None = None) -> Entry:
    """The second person says no, and why."""
    by = User.objects.get(pk=by.pk)
    reasons = may_answer(request, by) + ([] if note.strip() else [Reason("second_reason_needed")])
    return over(request, "refuse", by=by, unless=reasons, note=note, version=version)


@transaction.atomic
def withdraw(request: SecondSignature, *, by: User, version: int | None = None) -> Entry:
    """Who asked takes it back."""
    unless = [] if by.pk == request.asked_by_id else [Reason("second_not_asked_by_you")]
    return over(request, "withdraw", by=by, unless=unless, version=version)


def over(request: SecondSignature, step: str, *, by: User | None, **more: Any) -> Entry:
    """It will not happen; what was prepared for it goes."""
    entry = advance(request, step, by=by, data={"matter": request.matter}, **more)
    matter_of(request).ended(request)
    return entry


def lapse_due() -> int:
    """Nobody signed in time; how many."""
    late = SecondSignature.objects.filter(state=SecondState.ASKED, due_on__lt=local_day(timezone.now(), "oec")).order_by("pk")
    done = 0
    for request in late[:100]:
        try:
            with transaction.atomic():
                over(request, "lapse", by=None)
            done += 1
        except Refused:  # somebody answered this very moment
            continue
    return done
