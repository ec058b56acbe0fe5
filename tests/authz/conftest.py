"""One world for all tests of the matrix, in one transaction that is never committed."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.authz.world import World, build


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker) -> World:
    """Built once; every probe rolls back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0, stdout=StringIO())
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _world_settings(settings):
    """As in production, but for what needs a second machine."""
    settings.CODE_SENDER = "tests.applications.factories.keep_code"
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 86_400  # the sign-ins of the world are as old as the run, which a slow machine draws out
