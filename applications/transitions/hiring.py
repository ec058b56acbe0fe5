"""Offers: proposed, looked at by Inter-SES, made, taken back, declined."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications import rules
from applications.models import Application, Offer
from applications.states import SELECTING
from applications.transitions.acting import check, japan_today, move
from applications.transitions.seats import ended
from applications.transitions.turns import turn_of
from vault.models import StoredFile
from workflow.advance import role_of
from workflow.clock import add_working_days, local_day, start_of, working_days_before
from workflow.deadlines import days_off
from workflow.models import Entry
from workflow.reminding import QUARTER
from workflow.steps import Reason, Refused

log = logging.getLogger(__name__)
CONDITIONS = (*rules.OFFER_CONDITIONS, "answer_by")
DAY_ENDS = timedelta(hours=18)  # of a working day in Tokyo


def next_working_day_in_japan(day: date) -> date:
    """Inter-SES has this one working day to look at the conditions."""
    return add_working_days(day, 1, days_off("inter_ses", day))


def looked_through(now: datetime) -> date:
    """The last working day of Inter-SES whose hours are over; a day that was closed meanwhile was none to look at anything."""
    today = local_day(now, "inter_ses")
    begun = today + timedelta(days=now >= start_of(today, "inter_ses") + DAY_ENDS)
    return working_days_before(begun, 1, days_off("inter_ses", begun - QUARTER))


@transaction.atomic
def propose_offer(
    application: Application,
    *,
    by: User,
    conditions: Mapping[str, object],
    document: StoredFile | None = None,
    on_behalf_of: User | None = None,
    source: str = "",
    version: int | None = None,
) -> Offer:
    """Written conditions, seen by Inter-SES for one working day before the candidate gets them; silence is assent."""
    how = {"by": by, "on_behalf_of": on_behalf_of, "source": source}
    check(application, "propose_offer", **how)
    if version is not None and version != application.version:
        raise Refused(Reason("changed_meanwhile"))
    if reasons := _offer_blockers(application, conditions):
        raise Refused(*reasons)
    offer = Offer(application=application, made_by=on_behalf_of or by, typed_by=by if on_behalf_of else None, source=source)
    offer.document = document
    for name in CONDITIONS:
        setattr(offer, name, conditions.get(name, ""))
    offer.release_on = next_working_day_in_japan(japan_today())
    try:
        with transaction.atomic():
            offer.save(force_insert=True)
    except IntegrityError:
        raise Refused(Reason("offer_stands_already")) from None
    move(application, "propose_offer", data={"offer": str(offer.public_id)}, **how, **turn_of(application))
    return offer


def _offer_blockers(application: Application, conditions: Mapping[str, object]) -> list[Reason]:
    application.vacancy.refresh_from_db(fields=["seats", "seats_taken"])
    return rules.offer_blockers(
        conditions=conditions, seats_left=application.vacancy.seats_left, answer_by=conditions.get("answer_by"), today=japan_today()
    )


def offer_warnings(application: Application, base_pay: int | None) -> list[Reason]:
    """Differences that everybody sees before signing."""
    return rules.offer_warnings(
        offered_pay=base_pay, advertised_pay=application.vacancy.base_pay if application.vacancy.pay_unit == "month" else None
    )


def assent_offer(offer: Offer, *, by: User) -> Entry:
    """Inter-SES has looked: the candidate gets the offer now."""
    _check_looking(offer, by)
    return _release(offer)


@transaction.atomic
def object_to_offer(offer: Offer, *, by: User, objection: str) -> Offer:
    """Inter-SES asks the employer for a change: this proposal goes no further, a new one may follow."""
    application = offer.application
    check(application, "object_to_offer", by=by)
    _check_looking(offer, by)
    if not objection.strip():
        raise Refused(Reason("note_missing"))
    changed = Offer.objects.proposed().filter(pk=offer.pk).update(state=Offer.State.OBJECTED, objection=objection.strip()[:1000])
    if not changed:
        raise Refused(Reason("offer_not_proposed"))
    move(application, "object_to_offer", by=by, data={"offer": str(offer.public_id)}, **turn_of(application))
    offer.refresh_from_db()
    return offer


@transaction.atomic
def lapse_offer(offer: Offer) -> None:
    """The system ends a proposal that cannot be made any more; while selection goes on, it is the employer's turn again."""
    if not Offer.objects.proposed().filter(pk=offer.pk).update(state=Offer.State.LAPSED):
        return
    application = Application.objects.get(pk=offer.application_id)
    if application.state in SELECTING:
        move(application, "lapse_offer", by=None, data={"offer": str(offer.public_id)}, **turn_of(application))


def _check_looking(offer: Offer, by: User) -> None:
    if role_of(by) != Role.INTER_SES:
        raise Refused(Reason("step_not_yours"))
    if offer.state != Offer.State.PROPOSED:
        raise Refused(Reason("offer_not_proposed"))


@transaction.atomic
def _release(offer: Offer) -> Entry:
    """The `offer` step of the person who made it; conditions are checked again, as days have passed."""
    application = Application.objects.select_related("vacancy").get(pk=offer.application_id)
    behalf = {"by": offer.typed_by, "on_behalf_of": offer.made_by, "source": offer.source} if offer.typed_by else {"by": offer.made_by}
    conditions = {name: getattr(offer, name) for name in CONDITIONS}
    entry = move(
        application,
        "offer",
        unless=_offer_blockers(application, conditions),
        due_on=offer.answer_by,
        data={"offer": str(offer.public_id)},
        **behalf,
    )
    if not Offer.objects.proposed().filter(pk=offer.pk).update(state=Offer.State.MADE, made_at=timezone.now()):
        raise Refused(Reason("offer_not_proposed"))
    offer.refresh_from_db()
    return entry


def release_offers() -> list[tuple[Offer, Refused]]:
    """Make every offer to which Inter-SES was silent long enough; those that cannot be made now come back with the reason.

    An offer stays proposed while it waits for a seat; when its day to answer is past, or the selection has ended, it lapses.
    """
    held = []
    due = Offer.objects.proposed().filter(release_on__lte=looked_through(timezone.now()))
    for offer in due.select_related("application__vacancy", "made_by", "typed_by"):
        try:
            _release(offer)
        except Refused as refusal:
            held.append((offer, refusal))
            if offer.answer_by <= japan_today() or offer.application.state not in SELECTING:
                with suppress(Refused):  # moved this moment: the next round looks again
                    lapse_offer(offer)
            log.warning("offer_not_released", extra={"offer": str(offer.public_id), "codes": [reason.code for reason in refusal.reasons]})
    return held


@transaction.atomic
def rescind(
    application: Application, *, by: User, note: str, on_behalf_of: User | None = None, source: str = "", version: int | None = None
) -> Entry:
    """The employer takes the offer back, saying why; the application is closed."""
    entry = move(
        application,
        "rescind",
        by=by,
        on_behalf_of=on_behalf_of,
        source=source,
        version=version,
        unless=rules.note_blockers(note=note),
        note=note,
        data={"ground": "offer_rescinded"},
        close_reason="offer_rescinded",
        reason_is_shared=True,
    )
    Offer.objects.filter(application=application).standing().update(state=Offer.State.RESCINDED)
    return entry


@transaction.atomic
def decline_offer(
    application: Application, *, by: User, note: str = "", on_behalf_of: User | None = None, source: str = "", version: int | None = None
) -> Entry:
    """The candidate says no; a reason is optional."""
    before = application.state
    entry = move(application, "decline_offer", by=by, on_behalf_of=on_behalf_of, source=source, version=version, note=note)
    ended(application, before)
    return entry
