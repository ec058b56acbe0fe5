"""Accepting an offer: always the candidate in person, with an own code, and never into a full vacancy (N10, N11)."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.module_loading import import_string

from accounts.models import User
from applications import rules
from applications.models import AcceptCode, Application, Offer
from applications.transitions.acting import check, has_other_accepted, move, pakistan_today
from applications.transitions.seats import locked, take_seat
from candidates.identity import ascii_digits
from workflow.models import Entry
from workflow.steps import Reason, Refused

PURPOSE = "accept_offer"
LIVES, WAIT = timedelta(minutes=15), timedelta(minutes=1)
MAX_TRIES, MAX_SENDS = 5, 10
GUARDS = {"application_one_accepted_per_person": "other_accepted", "vacancy_is_never_over_filled": "seat_not_left"}


@transaction.atomic
def send_code(application: Application, *, by: User) -> None:
    """Send the candidate six digits by the critical way; not more than once a minute and ten times a day."""
    check(application, "accept", by=by)
    now, today = timezone.now(), pakistan_today()
    Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    row = AcceptCode.objects.filter(application=application).first()
    sends = row.sends if row and row.day == today else 0
    if row and row.sent_at > now - WAIT:
        raise Refused(Reason("code_sent_just_now"))
    if sends >= MAX_SENDS:
        raise Refused(Reason("code_too_often"))
    code = f"{secrets.randbelow(1_000_000):06d}"
    values = {"hash": _hash(application, code), "expires_at": now + LIVES, "tries": 0, "sent_at": now, "day": today, "sends": sends + 1}
    AcceptCode.objects.update_or_create(application=application, defaults=values)
    import_string(settings.CODE_SENDER)(by, PURPOSE, code)


def code_is_waiting(application: Application) -> bool:
    """Whether a code was sent that can still be typed."""
    return AcceptCode.objects.filter(application=application, expires_at__gt=timezone.now(), tries__lt=MAX_TRIES).exists()


def _hash(application: Application, code: str) -> str:
    return salted_hmac("applications.accept", f"{application.public_id}:{code}", algorithm="sha256").hexdigest()


def _is_right(application: Application, code: str) -> bool:
    """Count the try first, then compare: guessing in parallel gains nothing."""
    alive = AcceptCode.objects.filter(application=application, expires_at__gt=timezone.now(), tries__lt=MAX_TRIES)
    if not alive.update(tries=F("tries") + 1):
        return False
    typed = "".join(c for c in ascii_digits(code) if c.isdigit())
    return constant_time_compare(AcceptCode.objects.get(application=application).hash, _hash(application, typed))


def accept(application: Application, *, by: User, code: str, version: int | None = None) -> Entry:
    """Take the seat and the job. The try of the code counts even when the rest is refused, so it stands before the transaction."""
    check(application, "accept", by=by)
    is_right = _is_right(application, code)
    try:
        return _accept(application, by=by, is_right=is_right, version=version)
    except IntegrityError as error:
        guard = next((reason for name, reason in GUARDS.items() if name in str(error)), None)
        if guard is None:
            raise
        application.refresh_from_db()
        raise Refused(Reason(guard)) from None


@transaction.atomic
def _accept(application: Application, *, by: User, is_right: bool, version: int | None) -> Entry:
    vacancy = locked(application)
    offer = Offer.objects.filter(application=application, state=Offer.State.MADE).first()
    blockers = rules.accept_blockers(
        seats_left=vacancy.seats_left,
        offer_is_made=offer is not None,
        answer_by=offer.answer_by if offer else None,
        code_is_confirmed=is_right,
        has_other_accepted=has_other_accepted(application),
        today=pakistan_today(),
    )
    entry = move(application, "accept", by=by, version=version, unless=blockers, accepted_at=timezone.now())
    take_seat(vacancy)
    AcceptCode.objects.filter(application=application).delete()
    return entry
