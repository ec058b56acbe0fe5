"""Places of each field beside the people who took one through this portal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q

from accounts.models import User
from applications.models import Application
from applications.states import ApplicationState as A
from jobs.models import SswField
from programmes.models import FieldQuota, FieldUse

GONE = (A.DEPARTED, A.ARRIVED)


@dataclass(frozen=True)
class Line:
    """One field: the number that holds today, those to come, those before, and what was used."""

    field: SswField
    now: FieldQuota | None
    later: tuple[FieldQuota, ...]
    before: tuple[FieldQuota, ...]
    use: FieldUse | None

    @property
    def used(self) -> int:
        return self.use.accepted + self.use.departed if self.use else 0

    @property
    def is_over(self) -> bool:
        return self.now is not None and self.used > self.now.places


def lines_of(user: User, today: date) -> list[Line]:
    """Every field in the order of the ministry; three queries."""
    quotas: dict[str, list[FieldQuota]] = defaultdict(list)
    for quota in FieldQuota.objects.visible_to(user).select_related("entered_by").order_by("valid_from", "pk"):
        quotas[quota.field_id].append(quota)
    uses = FieldUse.objects.in_bulk()
    return [line_of(field, quotas[field.pk], uses.get(field.pk), today) for field in SswField.objects.order_by("order")]


def line_of(field: SswField, quotas: Iterable[FieldQuota], use: FieldUse | None, today: date) -> Line:
    """The newest row that has begun holds; of two from one day, the one that was entered last."""
    begun, later = [], []
    for quota in quotas:
        (begun if quota.valid_from <= today else later).append(quota)
    return Line(field, begun[-1] if begun else None, tuple(later), tuple(reversed(begun[:-1])), use)


@transaction.atomic
def count_again(now: datetime) -> None:
    """Count who accepted and who left in each field. Twice, or side by side, does no harm."""
    accepted, departed = Count("pk", filter=Q(state=A.ACCEPTED)), Count("pk", filter=Q(state__in=GONE))
    found = Application.objects.filter(state__in=(A.ACCEPTED, *GONE), vacancy__field__isnull=False).order_by()
    numbers = {field: (here, gone) for field, here, gone in found.values_list("vacancy__field").annotate(here=accepted, gone=departed)}
    rows = [
        FieldUse(field_id=code, accepted=numbers.get(code, (0, 0))[0], departed=numbers.get(code, (0, 0))[1], counted_at=now)
        for code in SswField.objects.order_by("pk").values_list("pk", flat=True)
    ]
    FieldUse.objects.bulk_create(rows, update_conflicts=True, unique_fields=["field"], update_fields=["accepted", "departed", "counted_at"])
