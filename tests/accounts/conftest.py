"""Sign-in as people do it: pages, codes read from the message table."""

import re

import pytest
from django.core.cache import cache

from notifications.models import Message
from tests.conftest import PASSWORD

LOGIN, CODE, SIGNUP = "/en/accounts/login/", "/en/accounts/code/", "/en/accounts/signup/"


@pytest.fixture(autouse=True)
def _no_old_codes(db):
    """Used TOTP codes are remembered in the cache."""
    cache.clear()


@pytest.fixture
def newest_code():
    """The code in the newest message to this address."""

    def read(address: str) -> str:
        message = Message.objects.filter(address=address, template__startswith="code_").latest("pk")
        return re.search(r"(?<![0-9])[0-9]{6}(?![0-9])", message.body).group()

    return read


@pytest.fixture
def sign_in(client):
    """By password, as a browser does (the page first, so that the device cookie is there)."""

    def go(login: str, password: str = PASSWORD, **more: str):
        client.get(LOGIN)
        return client.post(LOGIN, {"login": login, "password": password, "way": "password", **more})

    return go
