"""Keys: made by the command, shown once, ended by the operator."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from api.models import ApiKey
from tests.api.conftest import Caller

KEYS = "/desk/api/apikey/"


@pytest.fixture
def token(ayesha):
    """A key made by the command for Ayesha."""
    out = StringIO()
    call_command("issue_key", "AYESHA@example.org", "payroll", "--read-only", stdout=out)
    return out.getvalue().strip()


def test_the_command_makes_a_key_that_works(token):
    assert Caller(token).read("applications/").status_code == 200
    key = ApiKey.objects.get()
    assert (key.name, key.scopes, round((key.expires_at - key.created_at).total_seconds() / 86_400)) == ("payroll", ["read"], 90)


def test_the_command_names_what_it_does_not_know(db):
    with pytest.raises(CommandError, match="No active account"):
        call_command("issue_key", "nobody@example.org", "x", stdout=StringIO())


def test_the_operator_ends_a_key_and_sees_no_secret(client, olga, token):
    client.force_login(olga)
    key = ApiKey.objects.get()
    for path in (KEYS, f"{KEYS}{key.pk}/change/"):
        page = client.get(path)
        assert page.status_code == 200
        assert (token.rpartition("_")[2] in page.text, key.secret_hash.hex() in page.text) == (False, False)
    client.post(KEYS, {"action": "revoke", "_selected_action": [key.pk]})
    assert Caller(token).read("applications/").status_code == 401


@pytest.mark.parametrize("who", ["omar", "ken", "audit"])
def test_others_at_the_desk_see_no_keys(client, request, who, token):
    client.force_login(request.getfixturevalue(who))
    assert client.get(KEYS).status_code in (302, 403)
