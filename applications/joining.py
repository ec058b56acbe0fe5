"""What goes to the kept person when two files are one person's: applications and consents."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Consent
from applications.states import NOT_FINAL, PLACED
from applications.transitions.applying import supersede
from candidates.models import Profile
from vault.moving import Move, move
from workflow.steps import Reason


def of(user: User) -> Profile | None:
    return Profile.objects.filter(user=user).first()


def moves(gone: User, kept: User) -> Iterator[Move]:
    """Applications for jobs for which the kept person has none; every consent, of two equal live ones the second ends."""
    one, other = of(gone), of(kept)
    if one is None or other is None:
        return
    same = Application.objects.filter(candidate=other).values("vacancy")
    yield from move(Application.objects.filter(candidate=one).exclude(vacancy__in=same), "candidate_id", one.pk, other.pk)
    yield from move(doubled(one, other), "withdrawn_at", None, timezone.now())
    yield from move(Consent.objects.filter(candidate=one), "candidate_id", one.pk, other.pk)


def doubled(gone: Profile, kept: Profile):  # type: ignore[no-untyped-def]
    """Live consents of the other that the kept person has given too, to the same receiver."""
    live, twice = Consent.objects.live(), Q(pk__in=[])
    for purpose, employer in live.filter(candidate=kept).values_list("purpose", "employer"):
        twice |= Q(purpose=purpose, employer=employer)
    return live.filter(candidate=gone).filter(twice)


def blockers(gone: User, kept: User) -> list[Reason]:
    """One application for one job, and one accepted job, for one person."""
    mine = {row.vacancy_id: row for row in Application.objects.filter(candidate__user=kept).select_related("vacancy")}
    theirs = Application.objects.filter(candidate__user=gone).order_by("pk")
    both = [(mine[row.vacancy_id], row) for row in theirs if row.vacancy_id in mine]
    reasons = [reason for kept_one, other in both for reason in of_one_job(kept_one, other)]
    placed = Application.objects.placed()
    if placed.filter(candidate__user=gone).exists() and placed.filter(candidate__user=kept).exists():
        reasons.append(Reason("merge_two_placed"))
    return reasons


def of_one_job(kept: Application, other: Application) -> list[Reason]:
    """Two for one job: an ended one of the other side stays where it can be read; an open one has to be kept, or ended first."""
    if other.state not in NOT_FINAL:
        return []
    named = (("number", other.vacancy.reference),) if other.vacancy_id == kept.vacancy_id else ()
    return [Reason("merge_two_applications" if kept.state in NOT_FINAL else "merge_keep_the_open", named)]


def standing(user: User) -> dict[str, object]:
    """Each application and how often it was moved."""
    rows = Application.objects.filter(candidate__user=user).order_by("pk").values_list("reference", "version", "state")
    return {"applications": {reference: [version, state] for reference, version, state in rows}}


def set_aside(kept: User) -> None:
    """Who has accepted a job has no other open one (product.md, accept)."""
    if Application.objects.filter(candidate__user=kept, state__in=PLACED).exists():
        for other in Application.objects.open().filter(candidate__user=kept).order_by("pk"):
            supersede(other)
