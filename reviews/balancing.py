"""Free cases given by field, office and load; off until a lead switches it on. What is given stays when it is switched off."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import OWNER_OF, Role
from candidates.models import District
from reviews import assignments, claims, deputies, queues, team
from reviews.deputies import LEADS
from reviews.kinds import Kind, kinds_for
from reviews.models import Assignment, Balance, Deputy, Recusal, Remit
from reviews.wishes import Wish
from workflow.steps import Reason, Refused

AT_ONCE = 200
IT = "it"  # a vacancy of no SSW field
READER_OF = {"oec": Role.OEC_OFFICER, "inter_ses": Role.INTER_SES}  # through whose eyes the system reads a queue
PROVINCE_OF = {"application": "candidate__district__province_code", "evidence": "profile__district__province_code"}


@dataclass
class Hand:
    """Who may get a case, of what, and how many they have; while an officer is away, the deputy in their place."""

    user: User
    load: int
    fields: frozenset[str] = frozenset()
    province: str = ""
    knows: set[uuid.UUID] = field(default_factory=set)

    def takes(self, ref: uuid.UUID, its_field: str | None, province: str | None) -> bool:
        """Of the own fields and province, and nobody they know; what a case does not say fits everybody."""
        if ref in self.knows:
            return False
        fits_field = not self.fields or its_field is None or its_field in self.fields
        return fits_field and (not self.province or not province or province == self.province)


def switches(owner: str) -> dict[str, Balance]:
    """The newest switch of each queue of this desk."""
    rows = Balance.objects.filter(owner=owner).order_by("subject_kind", "-at", "-pk").distinct("subject_kind").select_related("by")
    return {row.subject_kind: row for row in rows}


def switch(kind: Kind, *, is_on: bool, by: User) -> Balance:
    """From now on the system gives the free cases of this queue, or leaves them in the pool. Raises Refused."""
    if by.role not in LEADS or by.role not in kind.readers:
        raise Refused(Reason("step_not_yours"))
    return Balance.objects.create(subject_kind=kind.name, owner=OWNER_OF[by.role], is_on=is_on, by=by)  # type: ignore[index]


def balance_all() -> int:
    """Give what is free in every queue that is switched on; how many."""
    found = 0
    for owner, role in READER_OF.items():
        reader = User(role=role)
        on = [name for name, row in switches(owner).items() if row.is_on]
        found += sum(balance(kind, reader) for kind in kinds_for(role) if kind.name in on)
    return found


def balance(kind: Kind, reader: User) -> int:
    """Give the most urgent free cases of one queue, each to the fitting colleague with the fewest; what fits nobody stays shared."""
    cases = free_cases(kind, reader)
    hands = hands_of(reader, [ref for ref, _field, _province in cases], kind) if cases else []
    rows = list(dealt(kind, cases, hands))
    try:
        with transaction.atomic():
            standing = Assignment.objects.standing().filter(subject_kind=kind.name, subject_ref__in=[row.subject_ref for row in rows])
            standing.exclude(pk__in=Assignment.objects.counting(reader).values("pk")).update(ended_at=timezone.now())
            return len(Assignment.objects.bulk_create(rows))
    except IntegrityError:  # another beat, or the lead, gives them this moment
        return 0


def free_cases(kind: Kind, reader: User) -> list[tuple[uuid.UUID, str | None, str | None]]:
    """Reference, field and province of the most urgent cases that nobody was given and nobody has open."""
    keys = [place.pk for place in queues.places(kind, reader, Wish(who="nobody"), AT_ONCE)]
    held = claims.live().filter(subject_kind=kind.name).values("subject_ref")
    rows = queues.in_order(kind.visible_to(reader).filter(pk__in=keys).exclude(public_id__in=held))
    columns = [name for name in (kind.field, PROVINCE_OF.get(kind.name)) if name]
    found = []
    for ref, *values in rows.values_list("public_id", *columns):
        its_field = (values.pop(0) or IT) if kind.field else None
        found.append((ref, its_field, values[0] if values else None))
    return found


def hands_of(reader: User, refs: Iterable[uuid.UUID], kind: Kind) -> list[Hand]:
    """The colleagues who may get cases, with what they have open; one query for each queue in use and six more."""
    people = {user.pk: user for user in assignments.colleagues(reader) if user.role != Role.OEC_SUPERVISOR}
    today, remits = deputies.today_of(reader), {row.officer_id: row for row in Remit.objects.select_related("office")}
    away = dict(Deputy.objects.on(today).filter(officer__in=people).values_list("officer", "deputy"))
    load = {officer: sum(part.open for part in parts) for officer, parts in team.given(reader, today).items()}
    provinces, everybody = provinces_of(remits), {user.pk: user for user in assignments.colleagues(reader)}
    hands = []
    for pk in people:
        user = everybody.get(away.get(pk, pk))
        if user is not None and user.pk not in away:
            remit = remits.get(pk)
            hands.append(Hand(user, load.get(user.pk, 0), frozenset(remit.fields if remit else ()), provinces.get(pk, "")))
    known = Recusal.objects.filter(subject_kind=kind.name, subject_ref__in=list(refs)).values_list("user", "subject_ref")
    for hand in hands:
        hand.knows = {ref for user, ref in known if user == hand.user.pk}
    return hands


def provinces_of(remits: Mapping[int, Remit]) -> dict[int, str]:
    """Of each officer with an office the province in which it stands: OEC's real borders between offices are not known to us."""
    cities = {pk: remit.office.city for pk, remit in remits.items() if remit.office}
    known = dict(District.objects.filter(name__in=cities.values()).values_list("name", "province_code"))
    return {pk: known.get(city, "") for pk, city in cities.items()}


def dealt(kind: Kind, cases: Iterable[tuple[uuid.UUID, Any, Any]], hands: list[Hand]) -> Iterable[Assignment]:
    """One after the other, each to the fitting one with the fewest."""
    more: dict[int, int] = {}
    for ref, its_field, province in cases:
        fitting = [hand for hand in hands if hand.takes(ref, its_field, province)]
        if fitting:
            hand = min(fitting, key=lambda one: (one.load + more.get(one.user.pk, 0), one.user.pk))
            more[hand.user.pk] = more.get(hand.user.pk, 0) + 1
            yield Assignment(subject_kind=kind.name, subject_ref=ref, officer=hand.user, by=None)


def set_remit(officer: User, *, fields: Iterable[str], office: Any, by: User) -> Remit:
    """Of what and from where the system gives cases to this colleague. Raises Refused."""
    if by.role not in LEADS or not assignments.colleagues(by).filter(pk=officer.pk).exists():
        raise Refused(Reason("step_not_yours"))
    return Remit.objects.update_or_create(officer=officer, defaults={"fields": sorted(fields), "office": office})[0]
