"""Every row that is written knows its person, door and network; none of another."""

import pytest
from celery import shared_task
from django.urls import reverse

from records.models import FieldChange
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ProfileFactory
from workflow.models import Entry


@pytest.fixture
def application(ayesha, vacancy):
    return ApplicationFactory(candidate=ProfileFactory(user=ayesha, about="Java"), vacancy=vacancy, state="submitted")


@pytest.mark.parametrize(("address", "network"), [("2001:db8:77:1::9", "2001:db8:77::/48"), ("203.0.113.77", "203.0.113.0/24"), ("", "")])
def test_a_request_writes_its_person_door_and_network(client, application, ayesha, address, network):
    client.force_login(ayesha)
    client.post(reverse("candidates:words"), {"skills": "Go", "about": "Go for years"}, REMOTE_ADDR=address)
    change = FieldChange.objects.filter(of="candidates_profile", field="about").last()
    assert (change.new, change.actor, change.door) == ("Go for years", ayesha, "web")
    client.post(reverse("applications:step", args=[application.public_id, "withdraw"]), REMOTE_ADDR=address)
    origin = Entry.objects.get(kind="application.withdraw").origin
    assert (origin.door, origin.network) == ("web", network)


def test_a_task_is_the_system_itself(ayesha):
    @shared_task
    def rename():
        type(ayesha).objects.filter(pk=ayesha.pk).update(full_name="A. Khan")

    rename()
    change = FieldChange.objects.get(field="full_name")
    assert (change.actor, change.door) == (None, "system")


def test_what_follows_on_the_same_connection_is_not_the_same_person(client, application, ayesha):
    """The origin ends with the request, also where the next one is nobody's."""
    client.force_login(ayesha)
    client.post(reverse("candidates:words"), {"skills": "Go", "about": "Go for years"})
    type(ayesha).objects.filter(pk=ayesha.pk).update(full_name="A. Khan")
    assert FieldChange.objects.get(field="full_name").door == "command"
