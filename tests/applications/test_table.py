"""The whole table of product.md: every (step, state, role) that it allows is taken, every other one is refused."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from applications import transitions
from applications.models import Application, Consent, Offer
from applications.states import STEPS, ApplicationState
from applications.transitions.acting import pakistan_today
from departure import transitions as departure
from tests.applications.factories import CODES, OfferFactory, conditions, held, interview
from workflow.advance import advance
from workflow.models import Entry
from workflow.steps import Reason, Refused

ROLES = ("candidate", "employer", "oec_officer", "oec_supervisor", "inter_ses", "operator", "auditor", "system")
NAMES = sorted({row.name for row in STEPS})


def _offer(application, by):
    offer = transitions.propose_offer(application, by=by, conditions=conditions(application.vacancy))
    Offer.objects.filter(pk=offer.pk).update(release_on=pakistan_today() - timedelta(days=20))
    assert transitions.release_offers() == []


def _proposed(application):
    """The offer that stands, or one that Inter-SES looks at."""
    return application.offers.standing().first() or OfferFactory(application=application, state="proposed")


def _hide_name(application, by):
    Consent.objects.create(
        candidate=application.candidate, purpose="name", employer=application.vacancy.employer, text_version="2026-11", language="en"
    )
    return transitions.hide_name(application, by=by)


def _accept(application, by):
    transitions.send_code(application, by=by)
    transitions.accept(application, by=by, code=CODES[-1][2])


def _supersede(application, by):
    return transitions.supersede(application) if by is None else advance(application, "supersede", by=by)


MARKED = dict.fromkeys(("mark_skill", "mark_language", "mark_talk", "mark_will"), "○")
GROUNDS = {"submitted": "degree_not_fitting", "endorsed": "degree_not_fitting"}
VERBS = {
    "submit": lambda a, by: transitions.submit(a, by=by, consents={"partners", "present"}),
    "send_back": lambda a, by: transitions.send_back(a, by=by, note="The photo of your degree is dark."),
    "endorse": lambda a, by: transitions.endorse(a, by=by, override_reason="Known to us"),
    "refer_back": lambda a, by: transitions.refer_back(a, by=by, note="Look at the degree again."),
    "present": lambda a, by: transitions.present(a, by=by, summary_ja="Goの経験がある開発者です。"),
    "invite": lambda a, by: transitions.invite(a, by=by, slots=[timezone.now() + timedelta(days=3)]),
    "choose_slot": lambda a, by: transitions.choose_slot(interview(a).slots.first(), by=by),
    "decline_slots": lambda a, by: transitions.decline_slots(interview(a), by=by, note="After 3 in the afternoon."),
    "move_interview": lambda a, by: transitions.move_interview(interview(a), by=by, slots=[timezone.now() + timedelta(days=9)]),
    "record_outcome": lambda a, by: transitions.record_outcome(held(a), by=by, outcome="open", marks=MARKED),
    "show_name": lambda a, by: transitions.show_name(a, by=by),
    "hide_name": _hide_name,
    "propose_offer": lambda a, by: transitions.propose_offer(a, by=by, conditions=conditions(a.vacancy)),
    "object_to_offer": lambda a, by: transitions.object_to_offer(_proposed(a), by=by, objection="Say the overtime."),
    "lapse_offer": lambda a, by: advance(a, "lapse_offer", by=by),
    "offer": _offer,
    "rescind": lambda a, by: transitions.rescind(a, by=by, note="The project has ended."),
    "accept": _accept,
    "decline_offer": lambda a, by: transitions.decline_offer(a, by=by),
    "not_select": lambda a, by: transitions.not_select(a, by=by, ground=GROUNDS.get(a.state, "skills_level")),
    "depart": lambda a, by: departure.depart(
        a, by=by, protector_number="PK-1", visa_number="V1234567", flight_on=pakistan_today(), flight_number="PK852"
    ),
    "arrive": lambda a, by: departure.arrive(a, by=by, arrived_on=pakistan_today()),
    "withdraw": lambda a, by: transitions.withdraw(a, by=by),
    "supersede": _supersede,
    "restore": lambda a, by: transitions.restore(a, by=by),
    "close": lambda a, by: transitions.close(a, by=by, ground="no_answer_60_days"),
}


class Undo(Exception):
    """Rolls one try back."""


@pytest.fixture
def cast(ayesha, sato, omar, amna, ken, olga, audit):
    return dict(zip(ROLES, (ayesha, sato, omar, amna, ken, olga, audit, None), strict=True))


def outcome(application_id, name, by):
    """The state after the step, or the codes of the refusal; nothing stays."""
    found = None
    try:
        with transaction.atomic():
            application = Application.objects.select_related("vacancy__employer", "candidate__user").get(pk=application_id)
            try:
                VERBS[name](application, by)
                found = Application.objects.get(pk=application_id).state
            except Refused as refusal:
                found = tuple(reason.code for reason in refusal.reasons)
            raise Undo
    except Undo:
        return found


def expected(name, state, role, restore_to):
    """What the table says: a target, or one of the two refusals of the table."""
    mine = [row for row in STEPS if row.name == name and role in row.by]
    open_ones = [row.target for row in mine if state in row.sources and (name != "restore" or row.target == restore_to)]
    if open_ones:
        return open_ones[0]
    return ("step_not_open",) if mine else ("step_not_yours",)


def test_every_step_has_its_verb_here():
    assert sorted(VERBS) == NAMES


@pytest.mark.parametrize("state", list(ApplicationState))
def test_the_table_is_the_truth(state, applied, cast):
    application = applied(state)
    wanted = {(name, role): expected(name, state, role, "submitted") for name in NAMES for role in ROLES}
    got = {(name, role): outcome(application.pk, name, cast[role]) for name in NAMES for role in ROLES}
    assert got == wanted


@pytest.mark.parametrize("state", list(ApplicationState))
def test_nobody_takes_a_step_on_a_strangers_application(state, applied, zed, bilal):
    """Another employer and another candidate have the right role and still may not."""
    application = applied(state)
    for name in NAMES:
        for stranger in (zed, bilal):
            codes = outcome(application.pk, name, stranger)
            assert codes in (("step_not_yours",), ("step_not_open",)), (name, stranger)


BEHALF = {
    "submit": lambda a, **who: transitions.submit(a, consents={"partners", "present"}, **who),
    "decline_offer": transitions.decline_offer,
    "withdraw": transitions.withdraw,
    "restore": transitions.restore,
    "rescind": lambda a, **who: transitions.rescind(a, note="They called.", **who),
    "propose_offer": lambda a, **who: transitions.propose_offer(a, conditions=conditions(a.vacancy), **who),
    "invite": lambda a, **who: transitions.invite(a, slots=[timezone.now() + timedelta(days=3)], **who),
    "not_select": lambda a, **who: transitions.not_select(a, ground="skills_level", **who),
}
CASES = [
    ("submit", "draft", "omar"),
    ("submit", "returned", "amna"),
    ("decline_offer", "offered", "omar"),
    ("withdraw", "presented", "omar"),
    ("restore", "withdrawn", "omar"),
    ("rescind", "offered", "ken"),
    ("invite", "presented", "ken"),
    ("propose_offer", "interviewing", "ken"),
    ("not_select", "interviewing", "ken"),
]


@pytest.mark.parametrize(("name", "state", "who"), CASES)
def test_a_step_on_behalf_is_recorded_with_its_source(name, state, who, applied, request):
    application, clerk = applied(state), request.getfixturevalue(who)
    principal = transitions.principal_of(application, name)
    with pytest.raises(Refused) as refused:
        BEHALF[name](application, by=clerk, on_behalf_of=principal, source="")
    assert refused.value.reasons == (Reason("source_missing"),)
    BEHALF[name](application, by=clerk, on_behalf_of=principal, source="phone")
    entry = Entry.objects.about(application).last()
    assert (entry.kind, entry.actor, entry.on_behalf_of, entry.source) == (f"application.{name}", clerk, principal, "phone")


def test_accepting_is_never_done_on_behalf(applied, omar, ken):
    application = applied("offered")
    assert transitions.principal_of(application, "accept") is None
    for clerk in (omar, ken):
        with pytest.raises(Refused, match="not yours"):
            transitions.accept(application, by=clerk, code="123456")
    assert not any(row.on_behalf for row in STEPS if row.name == "accept")
