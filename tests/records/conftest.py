"""The database as its owner may treat it: with the guards switched off, past our own code."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection


@contextmanager
def as_the_owner(*tables: str) -> Iterator[None]:
    """Triggers sleep inside."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def by_hand(sql: str, *values: object) -> None:
    """As somebody would type it into psql: nobody tells the database who it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('safeer.origin', '', true)")
        cursor.cursor.execute(sql, values or None)  # past the stamp


@pytest.fixture
def owner(db):
    return as_the_owner
