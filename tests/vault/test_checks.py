import pytest
from django.contrib.admin import ModelAdmin
from django.contrib.admin import site as stock_site
from django.core.management import call_command

from vault.checks import no_sealed_value_in_the_admin
from vault.models import AccessRecord, StoredFile


@pytest.mark.parametrize(
    ("options", "errors"),
    [
        ({"list_display": ["kind", "original_name"]}, 1),
        ({"search_fields": ["=original_name"]}, 1),
        ({"list_filter": [("original_name", object)], "ordering": ["-original_name"]}, 2),
        ({"list_display": ["kind", "state"], "search_fields": ["public_id"], "list_filter": ["state"]}, 0),
    ],
)
def test_the_admin_may_not_list_what_is_sealed(monkeypatch, options, errors):
    desk = type("FileDesk", (ModelAdmin,), options)
    monkeypatch.setitem(stock_site._registry, StoredFile, desk(StoredFile, stock_site))
    found = [error for error in no_sealed_value_in_the_admin(None) if error.obj is desk]
    assert [error.id for error in found] == ["vault.E001"] * errors


def test_models_and_migrations_agree(db):
    call_command("makemigrations", "vault", check=True, dry_run=True, verbosity=0)


def test_neither_shows_a_person_in_its_name():
    stored = StoredFile(kind="degree", original_name="Noor.jpg", media_type="image/jpeg")
    assert str(stored) == f"degree {stored.public_id.hex[:8]}"
    assert str(AccessRecord(subject_type="vault.storedfile", field="file")) == "vault.storedfile file"
