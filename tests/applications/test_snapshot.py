"""What was submitted stays, and holds no identity."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from applications.models import Snapshot
from applications.snapshot import content_of
from tests.applications.factories import ApplicationFactory, proven_profile

CANARIES = {
    "full_name": "Zarqa Canary",
    "passport_name": "ZARQA CANARYPASS",
    "name_katakana": "ザルカ",
    "cnic": "3520299988877",
    "passport_number": "ZX9998887",
}


@pytest.mark.parametrize("sql", ["UPDATE {t} SET content = '{{}}'", "UPDATE {t} SET version = 9", "DELETE FROM {t}"])
def test_the_database_refuses_to_change_a_snapshot(applied, sql):
    applied("submitted")
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(t="applications_snapshot"))
    assert Snapshot.objects.count() == 1


def test_the_database_refuses_to_empty_the_table(applied):
    """The tests let this trigger sleep; here it is woken."""
    applied("submitted")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE applications_snapshot ENABLE TRIGGER snapshot_immutable_table")
        with pytest.raises(DatabaseError, match="immutable"):
            cursor.execute("TRUNCATE applications_snapshot")


def test_it_holds_facts_and_evidence_by_id_and_hash_but_no_identity(bilal):
    person = proven_profile(bilal, **CANARIES)
    content = content_of(ApplicationFactory(candidate=person))
    text = json.dumps(content, ensure_ascii=False)
    hidden = [*CANARIES.values(), bilal.full_name, bilal.email, bilal.phone, person.birth_date.isoformat(), "1998"]
    assert [value for value in hidden if value in text] == []
    assert [(row["kind"], row["sha256"]) for row in content["evidence"]] == [(kind, "5a" * 32) for kind in ("cnic", "degree", "test")]
    assert [row["subject"] for row in content["educations"]] == ["Computer Science"]
