"""A batch: decided by Omar, signed by Amna, released as one; nothing moves before, nothing twice, and what cannot be is said."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role
from applications import transitions as applications
from applications.models import Application
from reviews import batches, claims, decisions
from reviews.kinds import KINDS
from reviews.many import MANY
from reviews.models import Batch, Decision, Recusal
from reviews.tasks import release_decisions
from reviews.verbs import verb_of
from tests.applications.factories import ApplicationFactory, proven_profile
from tests.conftest import person
from workflow.models import Entry
from workflow.steps import Refused

NOT_SELECT = {"reason": "language_level", "shared": True, "note": "after the test"}


@pytest.fixture
def rows(reference):
    return [ApplicationFactory(state="submitted", candidate=proven_profile()) for _n in range(3)]


@pytest.fixture
def rashid(oec):
    return person(Role.OEC_SUPERVISOR, "Rashid Minhas", party=oec)


def decide(rows, by, step="not_select", said=None):
    versions = {row.public_id: row.version for row in rows}
    return batches.decide(MANY[step], {row.public_id: said or NOT_SELECT for row in rows}, by=by, versions=versions)


@pytest.fixture
def batch(rows, omar):
    return decide(rows, omar)[0]


def signed(batch, by, **when):
    batches.sign(batch, by=by, version=batch.version, **when)
    return batch


def states(rows):
    return [Application.objects.get(pk=row.pk).state for row in rows]


def codes(refusal):
    return {reason.code for reason in refusal.value.reasons}


def test_decided_moves_nothing_and_tells_nobody(batch, rows):
    release_decisions()
    assert states(rows) == ["submitted"] * 3
    assert (batch.state, batch.owner, batch.decisions.pending().count()) == ("decided", "oec", 3)
    assert list(Entry.objects.filter(subject_kind="application").values_list("kind", flat=True)) == []


def test_the_second_signature_has_two_working_days(batch):
    days = (batch.due_on - timezone.localdate()).days
    assert 2 <= days <= 10
    assert batch.term_of("decided") == "second_signature"


def test_signed_it_is_released_as_one_and_the_history_names_both(batch, rows, amna, omar):
    batches.release(signed(batch, amna).pk)
    assert states(rows) == ["not_selected"] * 3
    entry = Entry.objects.filter(kind="application.not_select").first()
    assert (entry.actor, entry.data["signed_by"], entry.data["batch"]) == (omar, str(amna.public_id), batch.reference)
    last = Entry.objects.get(kind="batch.finish")
    assert last.data == {"open": 0, "done": 3, "refused": 0, "out": 0}
    assert not Batch.objects.get(pk=batch.pk).owner


def test_released_twice_is_released_once(batch, rows, amna):
    signed(batch, amna)
    for _round in range(3):
        batches.release(batch.pk)
    assert Entry.objects.filter(kind="application.not_select").count() == 3
    assert Entry.objects.filter(kind="batch.finish").count() == 1


def test_a_killed_worker_leaves_the_rest_for_the_next(batch, rows, amna):
    signed(batch, amna)
    batches.release(batch.pk, budget=-1)
    assert (Batch.objects.get(pk=batch.pk).state, states(rows)) == ("releasing", ["submitted"] * 3)
    first = Decision.objects.of_release().first()
    decisions.release(first.pk, Decision.objects.of_release())
    assert sorted(states(rows)) == ["not_selected", "submitted", "submitted"]
    assert batch.pk in batches.due()
    batches.release(batch.pk)
    assert Entry.objects.filter(kind="application.not_select").count() == 3


def test_what_moved_meanwhile_is_refused_in_the_readers_language_and_the_rest_goes_through(batch, rows, amna):
    applications.withdraw(rows[0], by=rows[0].candidate.user)
    batches.release(signed(batch, amna).pk)
    assert states(rows) == ["withdrawn", "not_selected", "not_selected"]
    refused = batch.decisions.get(subject_ref=rows[0].public_id)
    assert refused.refused_for == [["step_not_open", []]]
    from django.utils.translation import override

    english = refused.refusal_words
    with override("ja"):
        assert refused.refusal_words not in ("", english)
    assert Entry.objects.get(kind="batch.finish").data["refused"] == 1


def test_two_impossible_ones_do_not_stop_the_rest(rows, omar, nadia):
    Recusal.objects.create(subject_kind="application", subject_ref=rows[0].public_id, user=omar)
    claims.take("application", rows[1].public_id, by=nadia)
    batch, faults = decide(rows, omar)
    assert {ref: reasons[0].code for ref, reasons in faults.items()} == {
        rows[0].public_id: "case_handed_on",
        rows[1].public_id: "held_by_colleague",
    }
    assert list(batch.decisions.values_list("subject_ref", flat=True)) == [rows[2].public_id]


def test_unproven_ones_are_not_endorsed(rows, omar):
    rows[0].candidate.evidence.filter(kind="cnic").delete()
    batch, faults = decide(rows, omar, "endorse", {"note": ""})
    assert [reason.code for reason in faults[rows[0].public_id]] == ["identity_not_verified"]
    assert batch.decisions.count() == 2


def test_a_batch_of_nothing_possible_is_no_batch(rows, omar):
    Application.objects.update(state="returned", owner="candidate")
    batch, faults = decide(rows, omar)
    assert (batch, len(faults), Batch.objects.count(), Decision.objects.count()) == (None, 3, 0, 0)


@pytest.mark.parametrize(("count", "code"), [(0, "batch_empty"), (201, "batch_too_large")])
def test_not_none_and_not_more_than_can_be_read(omar, count, code, db):
    sayings = {uuid.uuid4(): NOT_SELECT for _n in range(count)}
    with pytest.raises(Refused) as refusal:
        batches.decide(MANY["not_select"], sayings, by=omar, versions={})
    assert codes(refusal) == {code}


def test_a_case_in_a_batch_takes_no_other_decision(batch, rows, nadia, omar):
    with pytest.raises(Refused) as refusal:
        decisions.decide(
            KINDS["application"], rows[0], verb_of("application", "send_back"), by=nadia, version=rows[0].version, said={"note": "x"}
        )
    assert codes(refusal) == {"decision_waits_already"}
    assert decide(rows, nadia)[0] is None
    with pytest.raises(Refused) as refusal:
        decisions.undo(batch.decisions.first(), by=omar)
    assert codes(refusal) == {"decision_in_batch"}


def test_nobody_signs_the_own_batch(rows, amna, rashid):
    batch = decide(rows, amna)[0]
    with pytest.raises(Refused) as refusal:
        signed(batch, amna)
    assert codes(refusal) == {"batch_own_decision"}
    signed(batch, rashid)


def test_the_database_refuses_the_own_signature(batch, omar):
    with pytest.raises(IntegrityError, match="batch_signed_by_another"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(state="signed", signed_by=omar, release_at=timezone.now())
    with pytest.raises(IntegrityError, match="batch_signed_says_who_and_when"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(state="signed")
    with pytest.raises(IntegrityError, match="decision_alone_has_time"), transaction.atomic():
        batch.decisions.update(batch=None)


@pytest.mark.parametrize("who", ["nadia", "ken"])
def test_officers_and_the_other_house_do_not_sign(batch, request, who):
    with pytest.raises(Refused):
        signed(batch, request.getfixturevalue(who))


def test_two_of_inter_ses_sign_for_each_other(reference, ken, inter_ses):
    yumi, row = person(Role.INTER_SES, "Yumi Mori", party=inter_ses), ApplicationFactory(state="endorsed")
    batch = decide([row], ken, "present", {"summary_ja": "日本語の要約", "note": ""})[0]
    batches.release(signed(batch, yumi).pk)
    row.refresh_from_db()
    assert (row.state, row.summary_ja) == ("presented", "日本語の要約")


def test_sent_back_opens_every_case_again(batch, rows, amna, omar):
    with pytest.raises(Refused):
        batches.send_back(batch, by=amna, version=batch.version, note=" ")
    batches.send_back(batch, by=amna, version=batch.version, note="not these")
    assert (batch.state, batch.owner, Decision.objects.pending().count()) == ("returned", "", 0)
    assert decide(rows, omar)[0] is not None


def test_one_case_taken_out_makes_older_pages_void(batch, rows, amna, rashid):
    seen = batch.version
    batches.take_out(batch, [rows[0].public_id], by=amna, version=seen, note="call her first")
    with pytest.raises(Refused) as refusal:
        batches.sign(batch, by=rashid, version=seen)
    assert codes(refusal) == {"changed_meanwhile"}
    batches.release(signed(batch, rashid).pk)
    assert states(rows) == ["submitted", "not_selected", "not_selected"]


def test_an_empty_batch_is_not_signed(batch, rows, amna):
    batches.take_out(batch, [row.public_id for row in rows], by=amna, version=batch.version, note="none")
    with pytest.raises(Refused) as refusal:
        signed(batch, amna)
    assert codes(refusal) == {"batch_empty"}


def test_the_decider_takes_all_of_it_back_before_the_signature_only(batch, rows, omar, nadia, amna):
    with pytest.raises(Refused):
        batches.withdraw(batch, by=nadia, version=batch.version)
    signed(batch, amna, release_at=timezone.now() + timedelta(hours=2))
    with pytest.raises(Refused):
        batches.withdraw(batch, by=omar, version=batch.version)


def test_the_signer_stops_a_release_until_its_time(batch, rows, amna, rashid):
    signed(batch, amna, release_at=timezone.now() + timedelta(hours=2))
    batches.release(batch.pk)
    assert (states(rows), batches.due()) == (["submitted"] * 3, [])
    with pytest.raises(Refused):
        batches.stop(batch, by=rashid, version=batch.version)
    batches.stop(batch, by=amna, version=batch.version)
    assert (batch.state, batch.signed_by, batch.release_at) == ("decided", None, None)
    signed(batch, rashid)
    batches.release(batch.pk)
    with pytest.raises(Refused):
        batches.stop(Batch.objects.get(pk=batch.pk), by=rashid, version=batch.version)


@pytest.mark.parametrize(("hours", "code"), [(-1, "batch_time_past"), (24 * 15, "batch_time_far")])
def test_the_time_lies_ahead_and_not_far(batch, amna, hours, code):
    with pytest.raises(Refused) as refusal:
        signed(batch, amna, release_at=timezone.now() + timedelta(hours=hours))
    assert codes(refusal) == {code}


def test_each_house_sees_its_own(batch, ken, audit, amna, omar, ayesha):
    seen = {user.full_name: Batch.objects.visible_to(user).count() for user in (ken, audit, amna, ayesha)}
    assert seen == {"Ken Tanaka": 0, "Audit Or": 1, "Amna Siddiqui": 1, "Ayesha Khan": 0}
    assert [Batch.objects.to_sign_by(user).count() for user in (amna, omar, ken, audit)] == [1, 0, 0, 0]
