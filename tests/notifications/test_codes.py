"""Codes and notices are rows: expiring, critical, in the reader's language, never shown in the inbox."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.contact import Contact, Kind
from notifications.codes import Adapter
from notifications.models import Message


@pytest.mark.parametrize(("kind", "address", "channel"), [(Kind.PHONE, "+923012345678", "sms"), (Kind.EMAIL, "a@example.org", "email")])
def test_a_code_is_a_critical_message_that_expires(db, kind, address, channel):
    Adapter().send_code(Contact(kind, address), "123456", purpose="sign_in", language="en")
    message = Message.objects.get()
    assert (message.channel, message.is_critical, message.template, message.state) == (channel, True, "code_sign_in", "pending")
    assert timedelta(minutes=9) < message.expires_at - timezone.now() <= timedelta(minutes=10)
    assert ("123456" in message.body, "never ask for this code or for money" in message.body) == (True, True)


def test_codes_are_never_in_the_inbox(ayesha):
    Message.objects.create(recipient=ayesha, channel="inbox", template="code_sign_in", body="123456")
    assert list(Message.objects.visible_to(ayesha)) == []


def test_a_notice_goes_to_the_inbox_and_outside(ayesha):
    Adapter().tell(ayesha, "password_changed")
    assert sorted(Message.objects.values_list("channel", "address", "language")) == [
        ("email", "ayesha@example.org", "ur"),
        ("inbox", "", "ur"),
    ]


def test_a_changed_contact_is_told_at_the_old_one(ayesha):
    Adapter().tell(ayesha, "contact_changed", address="+923009999999")
    assert Message.objects.get(channel="sms").address == "+923009999999"
