"""Ayesha applied at Sato's company; her papers are in order."""

import pytest

from tests.applications.factories import CODES, ApplicationFactory, proven_profile
from tests.jobs.factories import VacancyFactory


@pytest.fixture(autouse=True)
def _codes(settings):
    """Codes land in a list."""
    settings.CODE_SENDER = "tests.applications.factories.keep_code"
    CODES.clear()


@pytest.fixture
def opening(company):
    """A published vacancy of Sato's company with two seats."""
    return VacancyFactory(employer=company, state="published")


@pytest.fixture
def ayeshas(ayesha):
    """Ayesha's profile, proven."""
    return proven_profile(ayesha)


@pytest.fixture
def applied(opening, ayeshas):
    """Make Ayesha's application stand in a state."""
    return lambda state, **fields: ApplicationFactory(candidate=ayeshas, vacancy=opening, state=state, **fields)


@pytest.fixture
def her(client, ayesha, ayeshas):
    """Ayesha's browser."""
    client.force_login(ayesha)
    return client
