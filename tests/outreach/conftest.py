"""Ken's desk, and the letters that were written."""

import pytest

from notifications.models import Message
from outreach import transitions
from outreach.models import Lead


@pytest.fixture
def desk(client, ken):
    """Ken's browser."""
    client.force_login(ken)
    return client


@pytest.fixture
def lead(ken):
    """A company whose contact person is known."""
    row = Lead(
        name_ja="株式会社みどり", name_en="Midori Inc.", contact_name="Mori Yuki", contact_email="mori@midori.example.org", responsible=ken
    )
    transitions.add(row, by=ken)
    return row


@pytest.fixture
def letters(db):
    """The letters to people without an account, newest last."""
    return lambda: list(Message.objects.filter(template="code_company_invited").order_by("pk"))
