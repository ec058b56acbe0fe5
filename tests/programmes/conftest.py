"""Omar's desk, Ayesha's browser, a group that takes requests."""

import pytest
from django.test import Client

from programmes.models import Group
from tests.candidates.factories import ProfileFactory
from tests.programmes.factories import GroupFactory


@pytest.fixture
def group(db):
    """Three seats, nobody in it."""
    return GroupFactory()


@pytest.fixture
def profile(ayesha):
    return ProfileFactory(user=ayesha)


@pytest.fixture
def desk(omar):
    """Omar's browser."""
    client = Client()
    client.force_login(omar)
    return client


@pytest.fixture
def her(ayesha):
    """Ayesha's browser."""
    client = Client()
    client.force_login(ayesha)
    return client


@pytest.fixture
def held():
    """The seats of a group that are promised or taken, as the database has them."""
    return lambda group: Group.objects.get(pk=group.pk).held
