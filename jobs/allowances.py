"""The allowances of a vacancy: rows by kind, and the two sums that the wage rules take."""

from collections.abc import Mapping

from django.db import transaction

from jobs.models import Allowance, Vacancy


def amounts_of(vacancy: Vacancy) -> dict[str, int]:
    """Yen a month by kind; a vacancy that only has sums shows them as commuting and as others."""
    rows = {row.kind: row.yen for row in vacancy.allowances.all()} if vacancy.pk else {}
    if rows:
        return rows
    sums = {Allowance.Kind.COMMUTING: vacancy.excluded_allowances, Allowance.Kind.OTHER: vacancy.counted_allowances}
    return {str(kind): yen for kind, yen in sums.items() if yen}


def sums(amounts: Mapping[str, int]) -> dict[str, int]:
    """The two sums, by column: what counts for the minimum wage and what does not (domain.md 2.4; housing counts)."""
    excluded = sum(yen for kind, yen in amounts.items() if kind in Allowance.EXCLUDED)
    return {"counted_allowances": sum(amounts.values()) - excluded, "excluded_allowances": excluded}


@transaction.atomic
def keep(vacancy: Vacancy, amounts: Mapping[str, int]) -> None:
    """Save exactly these allowances, without those of nothing, and their sums."""
    paid = {kind: yen for kind, yen in amounts.items() if yen}
    vacancy.allowances.exclude(kind__in=paid).delete()
    for kind, yen in paid.items():
        Allowance.objects.update_or_create(vacancy=vacancy, kind=kind, defaults={"yen": yen})
    Vacancy.objects.filter(pk=vacancy.pk).update(**sums(paid))
