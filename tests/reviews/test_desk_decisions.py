"""Decide now, release later: pending, undo, release, refusal at the release, two at once."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from applications import transitions
from applications.models import Application
from reviews import claims, decisions
from reviews.kinds import KINDS
from reviews.models import Decision
from reviews.tasks import clock, late_rows, release_decisions, without_owner
from reviews.verbs import open_verbs, verb_of
from tests.applications.factories import ApplicationFactory, OfferFactory, proven_profile
from tests.jobs.factories import VacancyFactory
from workflow.models import Entry, Heartbeat
from workflow.steps import Refused

KIND = KINDS["application"]
BACK = {"note": "The name on the degree differs."}
NO = {"reason": "language_level", "shared": True, "note": "N4 is asked."}


@pytest.fixture
def sent(reference, ayesha):
    return ApplicationFactory(state="submitted", candidate=proven_profile(ayesha))


def decide(application, name, said, by):
    return decisions.decide(KIND, application, verb_of("application", name), by=by, version=application.version, said=said)


def over(row):
    """The ten minutes are over."""
    Decision.objects.filter(pk=row.pk).update(release_at=timezone.now() - timedelta(seconds=1))
    release_decisions()
    row.refresh_from_db()


def state_of(application):
    return Application.objects.get(pk=application.pk).state


def test_sending_back_waits_ten_minutes_and_is_then_taken_once(sent, omar):
    row = decide(sent, "send_back", BACK, omar)
    release_decisions()
    assert state_of(sent) == "submitted"
    assert timedelta(minutes=9) < row.release_at - timezone.now() <= timedelta(minutes=10)
    over(row)
    release_decisions()
    assert (state_of(sent), row.released_at is not None) == ("returned", True)
    assert Entry.objects.about(sent).filter(kind="application.send_back").get().actor == omar


def test_not_selecting_keeps_its_reason_until_the_release(sent, omar):
    over(decide(sent, "not_select", NO, omar))
    sent.refresh_from_db()
    assert (sent.state, sent.close_reason, sent.reason_is_shared) == ("not_selected", "language_level", True)


def test_endorsing_is_taken_at_once(sent, omar):
    assert decide(sent, "endorse", {"note": ""}, omar) is None
    assert state_of(sent) == "endorsed"
    assert not claims.is_held_by(omar, "application", sent.public_id)


def test_undo_before_the_release_tells_nobody(sent, omar):
    row = decide(sent, "send_back", BACK, omar)
    decisions.undo(row, by=omar)
    over(row)
    assert state_of(sent) == "submitted"
    assert not Entry.objects.about(sent).filter(kind="application.send_back").exists()


def test_undo_is_the_deciders_alone_and_not_after_the_release(sent, omar, amna):
    row = decide(sent, "send_back", BACK, omar)
    with pytest.raises(Refused, match="Only the person who decided"):
        decisions.undo(row, by=amna)
    over(row)
    with pytest.raises(Refused, match="released or taken back"):
        decisions.undo(row, by=omar)


def test_a_refusal_at_the_release_stands_on_the_row_and_is_shown_to_the_decider(client, sent, omar, ayesha):
    row = decide(sent, "not_select", NO, omar)
    transitions.withdraw(Application.objects.get(pk=sent.pk), by=ayesha)
    over(row)
    assert state_of(sent) == "withdrawn"
    assert row.refused_at
    assert row.released_at is None
    assert "not open any more" in row.refusal
    client.force_login(omar)
    assert row.refusal in client.get("/desk/").text


def test_a_decider_who_lost_the_role_releases_nothing(sent, omar):
    row = decide(sent, "send_back", BACK, omar)
    type(omar).objects.filter(pk=omar.pk).update(role="auditor")
    over(row)
    assert (state_of(sent), row.refused_at is not None) == ("submitted", True)


def test_nothing_else_is_decided_while_a_decision_waits(sent, omar, amna):
    decide(sent, "send_back", BACK, omar)
    with pytest.raises(Refused, match="waiting for its release"):
        decide(sent, "endorse", {"note": ""}, amna)


def test_the_database_refuses_a_second_pending_decision(sent, omar):
    row = decide(sent, "send_back", BACK, omar)
    again = {
        "subject_kind": "application",
        "subject_ref": sent.public_id,
        "step": "send_back",
        "version": 1,
        "by": omar,
        "release_at": row.release_at,
    }
    with pytest.raises(IntegrityError, match="decision_one_pending"), transaction.atomic():
        Decision.objects.create(**again)


def test_a_decision_on_an_older_version_is_refused(sent, omar):
    with pytest.raises(Refused, match="changed this a moment ago"):
        decisions.decide(KIND, sent, verb_of("application", "send_back"), by=omar, version=sent.version - 1, said=BACK)


@pytest.mark.parametrize(
    ("state", "who", "names"),
    [
        ("submitted", "omar", ["endorse", "send_back", "not_select", "close"]),
        ("submitted", "ken", ["close"]),
        ("endorsed", "ken", ["present", "refer_back", "not_select", "close"]),
        ("accepted", "omar", ["depart", "close"]),
        ("departed", "ken", ["arrive"]),
        ("not_selected", "amna", []),
    ],
)
def test_the_step_table_makes_the_buttons(reference, request, state, who, names):
    application = ApplicationFactory(state=state)
    found = [verb.name for verb in open_verbs("application", application, request.getfixturevalue(who))]
    assert [name for name in found if name in names] == names
    assert set(names) >= set(found) - {"close"}


def test_a_vacancy_is_sent_back_with_its_remarks_after_ten_minutes(reference, ken):
    vacancy = VacancyFactory(state="submitted", version=1)
    verb = verb_of("vacancy", "send_back")
    row = decisions.decide(
        KINDS["vacancy"], vacancy, verb, by=ken, version=1, said={"note": "", "remarks": {"base_pay": "Say it a month."}}
    )
    over(row)
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.remarks.get().text) == ("returned", "Say it a month.")


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_make_one_decision(reference, omar, nadia):
    application = ApplicationFactory(state="submitted", candidate=proven_profile())
    start, answers = Barrier(2), []

    def try_it(user):
        mine = Application.objects.get(pk=application.pk)
        start.wait()
        try:
            decide(mine, "endorse", {"note": ""}, user)
            answers.append("done")
        except Refused as refusal:
            answers.append(refusal.reasons[0].code)
        finally:
            connection.close()

    threads = [Thread(target=try_it, args=(user,)) for user in (omar, nadia)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers)[0] in ("changed_meanwhile", "held_by_colleague", "done")
    assert answers.count("done") == 1
    assert Entry.objects.about(application).filter(kind="application.endorse").count() == 1


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_clock_finds_rows_without_owner_and_counts_late_ones(reference, sent):
    assert without_owner() == {}
    VacancyFactory(state="submitted", owner="inter_ses", due_on=None)
    late = ApplicationFactory(state="submitted", due_on=timezone.now().date() - timedelta(days=3))
    assert without_owner() == {"vacancy": 1}
    assert late_rows() == {"application.oec": 1}
    assert late.owner == "oec"


def test_the_clock_leaves_its_sign_and_sends_out_offers_after_silence(reference, company):
    application = ApplicationFactory(state="presented", vacancy=VacancyFactory(state="published", employer=company))
    maker = company.party.memberships.get().user
    OfferFactory(application=application, state="proposed", made_by=maker, release_on=timezone.now().date() - timedelta(days=20))
    clock()
    assert state_of(application) == "offered"
    assert Heartbeat.objects.filter(name="clock").exists()
