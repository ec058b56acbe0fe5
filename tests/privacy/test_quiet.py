"""Quiet hours by the clock where the person is; what cannot wait does not."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.quiet import quiet_ends
from notifications.delivery import deliver
from notifications.letters import letters_for
from notifications.models import Message
from notifications.quiet import waits_until
from notifications.wanted import is_wanted
from tests.applications.factories import interview
from tests.jobs.factories import EmployerFactory
from tests.notifications.news import World

NIGHT, DAY = (time(22), time(7)), (time(13), time(15))


def utc(hour, minute=0):
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "hours", "role", "ends"),
    [
        (utc(16, 59), NIGHT, "candidate", None),  # 21:59 in Pakistan
        (utc(17), NIGHT, "candidate", datetime(2026, 11, 24, 2, tzinfo=UTC)),  # 22:00
        (utc(18, 59), NIGHT, "candidate", datetime(2026, 11, 24, 2, tzinfo=UTC)),  # 23:59
        (utc(19), NIGHT, "candidate", datetime(2026, 11, 24, 2, tzinfo=UTC)),  # midnight
        (utc(1, 59), NIGHT, "candidate", utc(2)),  # 6:59
        (utc(2), NIGHT, "candidate", None),  # 7:00
        (utc(13), NIGHT, "employer", utc(22)),  # 22:00 in Japan
        (utc(22), NIGHT, "employer", None),
        (utc(8), DAY, "candidate", utc(10)),
        (utc(10), DAY, "candidate", None),
        (utc(9), (time(9), time(9)), "candidate", None),
        (utc(9), (None, None), "candidate", None),
    ],
)
def test_quiet_ends(now, hours, role, ends):
    assert quiet_ends(now, begins=hours[0], ends=hours[1], role=role) == ends


@pytest.fixture
def asleep(ayesha):
    """It is quiet for Ayesha now, for two hours at least."""
    local = timezone.now() + timedelta(hours=5)
    ayesha.quiet_from, ayesha.quiet_until = (local - timedelta(hours=1)).time(), (local + timedelta(hours=2)).time()
    ayesha.save()
    return ayesha


@pytest.fixture
def world(sato, ayesha, omar, amna, ken):
    return World(EmployerFactory(party=sato.parties().get()), ayesha)


def sms_of(world, kind):
    letters = list(letters_for(world.entry(kind)))
    Message.objects.bulk_create(letters)
    return Message.objects.filter(channel="sms").latest("pk")


def test_an_sms_waits_and_the_inbox_does_not(world, asleep):
    message = sms_of(world, "evidence.reject")
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.due_at > timezone.now() + timedelta(minutes=100)) == ("pending", 0, True)
    assert Message.objects.inbox().get(recipient=asleep).state == "sent"


@pytest.mark.parametrize("template", ["code_sign_in", "account_contact_changed"])
def test_codes_and_warnings_never_wait(asleep, template):
    assert waits_until(Message(recipient=asleep, channel="sms", template=template), timezone.now()) is None


def test_news_of_an_interview_within_a_day_does_not_wait(world, asleep):
    message = sms_of(world, "application.invite")
    assert waits_until(message, timezone.now()) is not None
    interview(world.profile.applications.get(), 20)
    assert waits_until(message, timezone.now()) is None


def test_what_would_be_too_late_goes_now(asleep):
    soon = Message(recipient=asleep, channel="sms", template="x", expires_at=timezone.now() + timedelta(minutes=5))
    assert waits_until(soon, timezone.now()) is None


def ways_of(world, kind="evidence.reject"):
    return {letter.channel for letter in letters_for(world.entry(kind)) if letter.recipient == world.profile.user}


def test_the_way_that_a_person_chose(world, ayesha):
    seen = {}
    for way in ("", "sms", "email"):
        world.profile.user.contact_by = way
        world.profile.user.save()
        seen[way] = ways_of(world)
    assert seen == {"": {"inbox", "email", "sms"}, "sms": {"inbox", "sms"}, "email": {"inbox", "email"}}


def test_news_does_not_go_to_a_number_that_is_not_hers_any_more(world, ayesha):
    message = sms_of(world, "evidence.reject")
    type(ayesha).objects.filter(pk=ayesha.pk).update(phone="+923331112223")
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.address) == ("sent", "+923331112223")
    type(ayesha).objects.filter(pk=ayesha.pk).update(contact_by="email")
    assert not is_wanted(Message.objects.get(pk=message.pk))


def test_language_way_and_hours_are_kept(client, ayesha):
    client.force_login(ayesha)
    said = {"language": "ur", "contact_by": "sms", "quiet_from": "22:00", "quiet_until": "07:00"}
    assert client.post("/en/accounts/ways/", said).url == "/ur/accounts/ways/"
    ayesha.refresh_from_db()
    assert (ayesha.language, ayesha.contact_by, ayesha.quiet_from, ayesha.quiet_until) == ("ur", "sms", time(22), time(7))


@pytest.mark.parametrize("change", [{"quiet_until": ""}, {"quiet_from": "26:00"}, {"contact_by": "fax"}, {"language": "xx"}])
def test_half_an_answer_changes_nothing(client, ayesha, change):
    client.force_login(ayesha)
    said = {"language": "en", "contact_by": "", "quiet_from": "22:00", "quiet_until": "07:00"}
    assert client.post("/en/accounts/ways/", said | change).status_code == 200
    ayesha.refresh_from_db()
    assert (ayesha.quiet_from, ayesha.language) == (None, "ur")


def test_who_has_no_email_cannot_choose_it(client, ayesha):
    type(ayesha).objects.filter(pk=ayesha.pk).update(email=None)
    client.force_login(ayesha)
    assert client.post("/en/accounts/ways/", {"language": "en", "contact_by": "email"}).status_code == 200
