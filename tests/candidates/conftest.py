"""Ayesha signed in, with her profile."""

import pytest
from django.test import Client

from tests.candidates.factories import ProfileFactory


@pytest.fixture
def profile(ayesha, reference):
    """Ayesha's profile; her CNIC is the canary."""
    return ProfileFactory(user=ayesha, full_name="Ayesha Khan", cnic="4220112345671")


@pytest.fixture
def her(ayesha):
    """Ayesha's browser, in English."""
    client = Client()
    client.force_login(ayesha)
    return client
