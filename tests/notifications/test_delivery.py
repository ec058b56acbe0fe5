"""From a waiting message to a delivered one: once, in the right order, through every way in which a provider or a worker fails."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from notifications import delivery, tasks
from notifications.channels import outbox
from notifications.channels.failures import NeverPossible, TryLater
from notifications.delivery import CRASHES, LADDER, claim, deliver, hand_out, revive, settle, sweep
from notifications.models import Attempt, Message

CALLS: list[str] = []


def record(message):
    CALLS.append(str(message.public_id))
    return f"ref-{len(CALLS)}"


def busy(message):
    CALLS.append(str(message.public_id))
    raise TryLater("busy")


def never(message):
    raise NeverPossible("no such person")


def broken(message):
    CALLS.append(str(message.public_id))
    raise RuntimeError(message.address)


@pytest.fixture(autouse=True)
def through(settings):
    """Chooses the provider; these are providers, not stand-ins for our code."""

    def use(provider):
        settings.CHANNELS = dict.fromkeys(("email", "sms"), f"{__name__}.{provider.__name__}")

    CALLS.clear()
    use(record)
    return use


def state_of(message):
    message.refresh_from_db()
    return message.state


def late(message):
    """The lease is over, as if half a minute had passed."""
    Message.objects.filter(pk=message.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def crash(message):
    """A worker claims it and dies in the call; the sweeper finds it."""
    assert claim(message.pk) is not None
    late(message)
    sweep()
    return state_of(message)


def test_a_delivered_message_has_its_proof_and_its_attempt(waiting):
    message = waiting()
    tasks.deliver_bulk(message.pk)
    assert (state_of(message), message.provider_ref, message.attempts, message.sent_at is not None) == ("sent", "ref-1", 1, True)
    assert list(message.tries.values_list("outcome", "error")) == [("sent", "")]


def test_delivering_twice_sends_once(waiting):
    message = waiting()
    tasks.deliver_critical(message.pk)
    tasks.deliver_critical(message.pk)
    assert len(CALLS) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_message_call_the_provider_once(waiting):
    message, together = waiting(), threading.Barrier(4)

    def work():
        together.wait()
        deliver(message.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (len(CALLS), state_of(message)) == (1, "sent")


def test_a_busy_provider_is_asked_again_on_the_ladder_and_given_up_after_three_days(waiting, through):
    through(busy)
    message, waits = waiting(), []
    for _ in range(len(LADDER) + 1):
        Message.objects.update(due_at=timezone.now())
        deliver(message.pk)
        message.refresh_from_db()
        waits.append((message.due_at - timezone.now()).total_seconds())
    assert all(rung * 0.75 < wait < rung * 1.25 for rung, wait in zip(LADDER, waits, strict=False))
    assert (message.state, message.attempts, len(CALLS)) == ("dead", len(LADDER) + 1, len(LADDER) + 1)


def test_a_message_on_the_ladder_is_not_handed_out_before_its_time(waiting, through):
    through(busy)
    deliver(waiting().pk)
    assert list(Message.objects.due()) == []


def test_a_refused_address_is_never_tried_again(waiting, through):
    through(never)
    message = waiting()
    deliver(message.pk)
    assert (state_of(message), list(message.tries.values_list("outcome", "error"))) == ("dead", [("dead", "no such person")])


def test_a_fault_of_ours_is_recorded_without_what_it_said(waiting, through):
    through(broken)
    message = waiting()
    with pytest.raises(RuntimeError):
        deliver(message.pk)
    assert state_of(message) == "unknown"
    assert Attempt.objects.get().error == "RuntimeError"


def test_without_a_provider_messages_wait(waiting, settings):
    settings.CHANNELS = {}
    message = waiting("sms")
    for _ in range(3):
        Message.objects.update(due_at=timezone.now())
        deliver(message.pk)
    assert state_of(message) == "retry_wait"


def test_a_code_that_is_too_late_is_not_sent_and_not_kept(waiting):
    message = waiting("sms", template="code_sign_in", body="Your code is 123456", expires_at=timezone.now() - timedelta(seconds=1))
    deliver(message.pk)
    assert (state_of(message), message.body, CALLS) == ("expired", "", [])


def test_a_sent_code_is_not_kept(waiting):
    message = waiting("sms", template="code_sign_in", body="Your code is 123456", expires_at=timezone.now() + timedelta(minutes=9))
    deliver(message.pk)
    assert (state_of(message), message.body) == ("sent", "")


def test_somebody_who_may_not_sign_in_any_more_is_not_written_to(waiting, ayesha):
    ayesha.is_active = False
    ayesha.save()
    message = waiting(recipient=ayesha)
    deliver(message.pk)
    assert (state_of(message), CALLS) == ("cancelled", [])


def test_a_message_whose_worker_died_is_sent_again_under_the_same_id(waiting):
    message = waiting()
    assert crash(message) == "unknown"
    deliver(message.pk)
    assert (state_of(message), message.attempts, CALLS) == ("sent", 2, [str(message.public_id)])


def test_a_worker_that_still_lives_is_not_swept(waiting):
    message = waiting()
    claim(message.pk)
    assert (sweep(), state_of(message)) == (0, "leased")


def test_an_sms_whose_fate_is_unknown_is_sent_once_more_never_twice(waiting):
    message = waiting("sms")
    assert [crash(message), crash(message)] == ["unknown", "dead"]
    deliver(message.pk)
    assert CALLS == []


def test_a_text_that_kills_its_workers_is_given_up(waiting):
    message = waiting()
    assert [crash(message) for _ in range(CRASHES)] == ["unknown"] * (CRASHES - 1) + ["dead"]


def test_a_late_answer_changes_nothing_but_its_own_attempt(waiting):
    message = waiting()
    slow = claim(message.pk)
    late(message)
    sweep()
    deliver(message.pk)
    settle(slow, Message.State.DEAD, error="too late")
    assert (state_of(message), message.provider_ref) == ("sent", "ref-1")
    assert list(message.tries.values_list("outcome", flat=True)) == ["dead", "sent"]


def test_given_up_mail_is_taken_up_again_by_hand_but_no_code(waiting, through):
    through(never)
    mail, code = waiting(), waiting("sms", template="code_sign_in")
    deliver(mail.pk)
    deliver(code.pk)
    through(record)
    assert revive(Message.objects.all()) == 1
    deliver(mail.pk)
    assert (state_of(mail), state_of(code)) == ("sent", "dead")


# ── the relay's part ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def published(monkeypatch):
    """What would go through the broker: the name of the queue and what travels."""
    seen = []
    for task in (tasks.deliver_critical, tasks.deliver_bulk):
        name = task.name.rpartition("_")[2]
        monkeypatch.setattr(task, "apply_async", lambda args, name=name, **options: seen.append((name, args)))
    return seen


def test_codes_are_handed_out_first_and_only_ids_travel(waiting, published):
    bulk = [waiting() for _ in range(3)]
    code = waiting("sms", is_critical=True)
    assert hand_out() == 4
    assert published == [("critical", (code.pk,))] + [("bulk", (one.pk,)) for one in bulk]


def test_what_is_not_finished_in_five_seconds_is_published_again(waiting, published):
    message = waiting()
    assert (hand_out(), hand_out()) == (1, 0)
    Message.objects.update(handed_until=timezone.now() - timedelta(milliseconds=1))
    assert (hand_out(), published) == (1, [("bulk", (message.pk,))] * 2)


def test_a_flood_leaves_the_broker_small_and_does_not_hold_up_a_code(waiting, published, monkeypatch):
    monkeypatch.setattr(delivery, "BULK_IN_HAND", 10)
    Message.objects.bulk_create(Message(channel="email", template="test", address="a@example.org") for _ in range(50))
    assert [hand_out(), hand_out()] == [10, 0]
    waiting("sms", is_critical=True)
    assert (hand_out(), published[-1][0]) == (1, "critical")


@pytest.mark.parametrize("state", ["leased", "sent", "dead", "expired", "cancelled"])
def test_only_what_waits_is_handed_out(waiting, published, state):
    waiting(state=state, sent_at=timezone.now(), provider_ref="x")
    assert hand_out() == 0


def test_the_age_of_the_oldest_waiting_message(waiting):
    assert delivery.oldest_waiting_seconds() == 0
    waiting(due_at=timezone.now() - timedelta(seconds=90))
    assert 90 <= delivery.oldest_waiting_seconds() < 95


# ── what the database refuses ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("wrong", "name"), [({"state": "sent"}, "message_sent_has_proof"), ({"attempts": 13}, "message_attempts_bounded")])
def test_database_refuses(waiting, wrong, name):
    with pytest.raises(IntegrityError, match=name):
        waiting(**wrong)


def test_the_fake_provider_writes_whole_lines_and_reads_past_a_torn_one(waiting, settings, tmp_path):
    settings.OUTBOX_FILE = tmp_path / "outbox.jsonl"
    first, second = waiting(body="ایک\nدو"), waiting("sms", body="三")
    outbox.write(first)
    with settings.OUTBOX_FILE.open("a") as file:
        file.write('{"torn\n[1]\n')
    outbox.write(second)
    assert [line["body"] for line in outbox.last_delivered(10)] == ["三", "ایک\nدو"]
