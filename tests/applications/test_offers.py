"""An offer: the look of Inter-SES, silence as assent, objections, taking it back."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from accounts import closures
from applications import transitions
from applications.models import Offer
from applications.transitions.acting import japan_today
from applications.transitions.hiring import next_working_day_in_japan
from jobs.models import Vacancy
from tests.applications.factories import conditions, soon
from workflow.models import Entry
from workflow.steps import Refused

BOTH = {"partners", "present"}


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_an_offer_waits_one_working_day_then_silence_is_assent(applied, sato):
    application = applied("presented")
    offer = transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy))
    assert offer.release_on == next_working_day_in_japan(japan_today()) > japan_today()
    assert transitions.release_offers() == []
    application.refresh_from_db()
    assert application.state == "presented"
    Offer.objects.update(release_on=soon(-20))
    assert transitions.release_offers() == []
    application.refresh_from_db()
    entry = Entry.objects.about(application).last()
    assert (application.state, entry.kind, entry.actor) == ("offered", "application.offer", sato)


@pytest.mark.parametrize(
    ("closed", "goes_out"), [([], "2026-12-07T09:00:00Z"), ([date(2026, 12, 7), date(2026, 12, 8)], "2026-12-09T09:00:00Z")]
)
def test_inter_ses_has_a_whole_working_day_also_when_it_closes_meanwhile(applied, sato, ken, closed, goes_out):
    application = applied("presented")
    with time_machine.travel("2026-12-04T11:00:00Z", tick=False):  # Friday evening in Tokyo
        transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy))
        for day in closed:
            closures.enter(ken.parties().get(), first_day=day, last_day=day, name="", by=ken)
    going_out = datetime.fromisoformat(goes_out)  # six in the evening
    with time_machine.travel(going_out - timedelta(minutes=1), tick=False):
        transitions.release_offers()
        assert application.offers.get().state == "proposed"
    with time_machine.travel(going_out, tick=False):
        transitions.release_offers()
        assert application.offers.get().state == "made"


def test_offer_on_behalf_keeps_who_typed_it(applied, sato, ken):
    application = applied("presented")
    offer = transitions.propose_offer(application, by=ken, on_behalf_of=sato, source="phone", conditions=conditions(application.vacancy))
    entry = transitions.assent_offer(offer, by=ken)
    assert (entry.actor, entry.on_behalf_of, entry.source, offer.state) == (ken, sato, "phone", "made")


def test_inter_ses_objects_and_the_employer_offers_again(applied, sato, ken, omar):
    application = applied("interviewing")
    offer = transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy, base_pay=100))
    with pytest.raises(Refused) as refused:
        transitions.object_to_offer(offer, by=omar, objection="No")
    assert codes(refused) == ["step_not_yours"]
    transitions.object_to_offer(offer, by=ken, objection="The pay is below the vacancy.")
    with pytest.raises(Refused) as refused:
        transitions.assent_offer(offer, by=ken)
    assert codes(refused) == ["offer_not_proposed"]
    assert transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy)).state == "proposed"


def test_an_incomplete_offer_says_all_that_is_missing(applied, sato):
    application = applied("presented")
    with pytest.raises(Refused) as refused:
        transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy, hours=" ", base_pay=0, answer_by=None))
    assert codes(refused) == ["offer_hours_missing", "offer_base_pay_missing", "answer_by_missing"]


def test_an_offer_that_cannot_be_made_any_more_lapses_or_waits(applied, sato, ayesha, opening):
    application = applied("presented")
    offer = transitions.propose_offer(application, by=sato, conditions=conditions(application.vacancy))
    Offer.objects.update(release_on=soon(-20))
    Vacancy.objects.filter(pk=opening.pk).update(seats_taken=2)
    [(held, refusal)] = transitions.release_offers()
    assert (held, refusal.reasons[0].code) == (offer, "seat_not_left")
    offer.refresh_from_db()
    assert offer.state == "proposed"
    transitions.withdraw(application, by=ayesha)
    offer.refresh_from_db()
    assert offer.state == "lapsed"


def test_rescinding_closes_and_takes_the_offer_back(applied, sato):
    application = applied("offered")
    transitions.rescind(application, by=sato, note="The project has ended.")
    assert (application.state, application.close_reason) == ("closed", "offer_rescinded")
    assert application.offers.get().state == "rescinded"
