"""A shortlist for a reader without an account: made, found by its link, marked, closed."""

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.journal import journal
from accounts.models import User
from applications.models import MARKS, PresentedCandidate, Shortlist, ShortlistMark
from workflow.steps import Reason, Refused

MOST_CANDIDATES, MOST_DAYS, SECRET_BYTES, LONGEST = 12, 30, 24, 64
SIGNS = frozenset(sign for sign, _words in MARKS)


def digest_of(secret: str) -> str:
    """What the database keeps of a link: 192 random bits need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def shortlist_blockers(*, vacancies: Sequence[int], days: int) -> list[Reason]:
    """One shortlist is about one vacancy, for one to twelve candidates, and ends within 30 days."""
    checks = {
        Reason("shortlist_empty"): not vacancies,
        Reason("shortlist_too_many", (("most", MOST_CANDIDATES),)): len(vacancies) > MOST_CANDIDATES,
        Reason("shortlist_two_vacancies"): len(set(vacancies)) > 1,
        Reason("shortlist_days_wrong", (("most", MOST_DAYS),)): not 1 <= days <= MOST_DAYS,
    }
    return [reason for reason, holds in checks.items() if holds]


@transaction.atomic
def make_shortlist(chosen: QuerySet[PresentedCandidate], *, by: User, days: int, message: str = "") -> tuple[Shortlist, str]:
    """The shortlist and its secret, which nobody can read again. Only candidates shown to this person's company. Raises Refused."""
    rows = list(chosen.filter(pk__in=PresentedCandidate.objects.visible_to(by).values("pk")).standing())
    if blockers := shortlist_blockers(vacancies=[row.vacancy_id for row in rows], days=days):
        raise Refused(*blockers)
    secret, now = secrets.token_urlsafe(SECRET_BYTES), timezone.now()
    made = Shortlist.objects.create(
        employer_id=rows[0].employer_id,
        vacancy_id=rows[0].vacancy_id,
        secret_hash=digest_of(secret),
        message=message,
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    made.applications.set([row.pk for row in rows])
    journal(by, "make_shortlist", by=by, data={"shortlist": str(made.public_id)})
    return made, secret


@transaction.atomic
def close_shortlist(shortlist: Shortlist, *, by: User) -> None:
    """The link stops working now; a second time does nothing."""
    if Shortlist.objects.filter(pk=shortlist.pk, closed_at=None).update(closed_at=timezone.now()):
        journal(by, "close_shortlist", by=by, data={"shortlist": str(shortlist.public_id)})


def opened_by(secret: str) -> Shortlist | None:
    """The shortlist of this link while it works; None for a wrong, expired or closed one, without saying which."""
    if len(secret) > LONGEST:
        return None
    return Shortlist.objects.open().filter(secret_hash=digest_of(secret)).select_related("vacancy__employer").first()


def candidates_of(shortlist: Shortlist) -> QuerySet[PresentedCandidate]:
    """Those of the shortlist who are still there; who withdrew, was refused or took the consent back is not."""
    ids = Shortlist.applications.through.objects.filter(shortlist=shortlist).values("application")
    rows = PresentedCandidate.objects.filter(pk__in=ids, vacancy=shortlist.vacancy_id, employer=shortlist.employer_id)
    return rows.standing().select_related("vacancy").order_by("pk")


def plain_name(name: str) -> str:
    """A reader's name in one spelling, so that the same person replaces the own marks."""
    return " ".join(unicodedata.normalize("NFKC", name).split())[:60]


@transaction.atomic
def give_marks(shortlist: Shortlist, *, by_name: str, marks: Mapping[str, tuple[str, str]]) -> int:
    """Marks and notes of one reader by the candidate's public id; marks again by replacing. How many. Raises Refused."""
    locked = Shortlist.objects.open().select_for_update(of=("self",), no_key=True).filter(pk=shortlist.pk).first()
    if locked is None:
        raise Refused(Reason("shortlist_over"))
    there = {str(row.public_id): row.pk for row in candidates_of(locked)}
    given = {there[key]: said for key, said in marks.items() if key in there and said[0] in SIGNS}
    if not given:
        raise Refused(Reason("shortlist_mark_missing"))
    for pk, (mark, note) in given.items():
        said = {"mark": mark, "note": note[:300], "at": timezone.now()}
        ShortlistMark.objects.update_or_create(shortlist=locked, application_id=pk, by_name=plain_name(by_name), defaults=said)
    return len(given)
