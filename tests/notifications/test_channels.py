"""The real senders against real servers on this machine: what the wire carries, and what each failure means."""

import pytest
from django.utils import timezone

from notifications.channels.sms.http import is_allowed, reference_in
from notifications.delivery import claim, deliver, sweep
from notifications.models import Message


def again(message):
    """The next rung of the ladder has come."""
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now())
    deliver(message.pk)
    message.refresh_from_db()
    return message.state


# ── SMS ───────────────────────────────────────────────────────────────────────────────────────────────


def test_an_sms_carries_number_text_reference_and_key(waiting, sms, settings, tmp_path):
    settings.SMS_KEY_FILE = str(tmp_path / "key")
    (tmp_path / "key").write_text("s3cret\n")
    message = waiting("sms", body="سلام")
    assert (again(message), message.provider_ref) == ("sent", "gw-1")
    body = {"to": "+923001234567", "text": "سلام", "reference": str(message.public_id)}
    assert sms.calls == [(str(message.public_id), body, "Bearer s3cret")]


@pytest.mark.parametrize(
    ("mode", "states", "calls"),
    [
        ("429", ["retry_wait", "retry_wait", "retry_wait"], 3),  # surely not taken: the ladder
        ("401", ["retry_wait", "retry_wait", "retry_wait"], 3),  # our key: somebody mends it
        ("redirect", ["retry_wait", "retry_wait", "retry_wait"], 3),  # not followed with the key in hand
        ("400", ["dead", "dead", "dead"], 1),
        ("500", ["unknown", "dead", "dead"], 2),  # may have been taken: once more, never twice
        ("hang_up", ["unknown", "dead", "dead"], 2),
    ],
)
def test_each_failure_of_the_gateway_means_its_own(waiting, sms, mode, states, calls):
    sms.mode = mode
    message = waiting("sms")
    assert ([again(message) for _ in range(3)], len(sms.calls)) == (states, calls)


@pytest.mark.parametrize(("drops_second", "arrived"), [(True, 1), (False, 2)])
def test_after_a_crash_the_same_key_lets_a_gateway_drop_the_second(waiting, sms, drops_second, arrived):
    sms.drops_second, sms.mode = drops_second, "hang_up"
    message = waiting("sms")
    again(message)
    sms.mode = "ok"
    assert (again(message), len(sms.sent)) == ("sent", arrived)
    assert {key for key, _ in sms.sent} == {str(message.public_id)}


def test_a_gateway_that_is_away_is_asked_again(waiting, sms, settings):
    settings.SMS_URL = "http://127.0.0.1:9/messages"
    message = waiting("sms")
    assert [again(message) for _ in range(3)] == ["retry_wait"] * 3


@pytest.mark.parametrize(
    ("url", "demo", "allowed"),
    [
        ("https://sms.example.org/", False, True),
        ("http://sms.example.org/", True, False),
        ("http://127.0.0.1:1/", True, True),
        ("http://127.0.0.1:1/", False, False),
        ("file:///etc/passwd", True, False),
        ("http://127.0.0.1.evil.example/", True, False),
        ("", True, False),
    ],
)
def test_only_https_leaves_the_machine(settings, url, demo, allowed):
    settings.DEMO = demo
    assert is_allowed(url) is allowed


@pytest.mark.parametrize(("answer", "reference"), [(b'{"id": 7}', "7"), (b"{}", ""), (b"OK", ""), (b"[1]", ""), (b"\xff", "")])
def test_an_answer_in_other_words_is_a_yes_all_the_same(answer, reference):
    assert reference_in(answer) == reference


# ── e-mail ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_email_carries_its_id_language_and_both_scripts(waiting, mail):
    message = waiting(subject="応募状況 آپ", body="سلام\n\n日本語", language="ur")
    assert again(message) == "sent"
    got = mail.got[0]
    assert got["Message-ID"] == message.provider_ref == f"<{message.public_id}@example.org>"
    assert (got["Subject"], got["To"], got["Content-Language"]) == ("応募状況 آپ", "a@example.org", "ur")
    assert got.get_content().split() == ["سلام", "日本語"]


@pytest.mark.parametrize(
    ("mode", "states", "taken"),
    [
        ("550", ["dead", "dead"], 0),
        ("554", ["dead", "dead"], 0),
        ("450", ["retry_wait", "retry_wait"], 0),
        ("421", ["retry_wait", "retry_wait"], 0),
        ("hang_up", ["unknown", "unknown"], 2),
    ],
)
def test_each_failure_of_the_mail_server_means_its_own(waiting, mail, mode, states, taken):
    mail.mode = mode
    message = waiting()
    assert ([again(message), again(message)], len(mail.got)) == (states, taken)


def test_a_second_copy_of_a_mail_has_the_same_message_id(waiting, mail):
    mail.mode = "hang_up"
    message = waiting()
    again(message)
    mail.mode = "ok"
    assert again(message) == "sent"
    assert len({got["Message-ID"] for got in mail.got}) == 1


def test_a_crash_between_call_and_record_sends_the_same_message_id_again(waiting, mail):
    from notifications.channels.email import smtp

    message = waiting()
    smtp.send(claim(message.pk))  # and here the worker dies
    Message.objects.update(lease_until=timezone.now())
    sweep()
    assert again(message) == "sent"
    assert [got["Message-ID"] for got in mail.got] == [f"<{message.public_id}@example.org>"] * 2


def test_a_mail_server_that_is_away_is_asked_again(waiting, mail, settings):
    settings.EMAIL_PORT = 9
    message = waiting()
    assert [again(message), again(message)] == ["retry_wait"] * 2


@pytest.mark.parametrize("wrong", [{"subject": "News\r\nBcc: x@example.org"}, {"address": "a@example.org\nBcc: x@example.org"}])
def test_a_line_break_in_a_header_is_never_sent(waiting, mail, wrong):
    message = waiting(**wrong)
    assert (again(message), mail.got) == ("dead", [])
