"""Callers of the API: each with a key of the own, JSON in and out."""

import pytest
from django.test import Client

from api.keys import issue
from tests.applications.factories import CODES, ApplicationFactory, proven_profile
from tests.jobs.factories import VacancyFactory


class Caller(Client):
    """A machine with a key."""

    def __init__(self, token=""):
        super().__init__(headers={"Authorization": f"Bearer {token}"} if token else {})

    def send(self, path, body=None, **headers):
        """POST a JSON body."""
        return self.post(f"/api/v1/{path}", body or {}, content_type="application/json", headers=headers)

    def read(self, path, **query):
        return self.get(f"/api/v1/{path}", query)


@pytest.fixture(autouse=True)
def _codes(settings):
    settings.CODE_SENDER = "tests.applications.factories.keep_code"
    CODES.clear()


@pytest.fixture
def stranger(db):
    return Caller()


@pytest.fixture
def call(request):
    """A caller with the key of one of the cast."""
    return lambda who, **key: Caller(issue(request.getfixturevalue(who), "test", **key))


@pytest.fixture
def opening(company):
    return VacancyFactory(employer=company, state="published")


@pytest.fixture
def ayeshas(ayesha):
    """Ayesha's profile, proven; her CNIC is the canary."""
    return proven_profile(ayesha, full_name="Ayesha Canary", cnic="4220112345671", birth_date="1998-04-02")


@pytest.fixture
def applied(opening, ayeshas):
    """Make Ayesha's application stand in a state."""
    return lambda state, **fields: ApplicationFactory(candidate=ayeshas, vacancy=opening, state=state, **fields)
