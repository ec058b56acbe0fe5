import datetime
import uuid

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory

from tests.vault.conftest import Person, digits
from vault import crypto, rotation
from vault.crypto import Tampered
from vault.fields import BlindIndexField, CannotBind, EncryptedField

CANARIES = (b"35202", b"1234567", b"AB1234567", b"1999")


def raw(column="cnic", name="Noor"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM vault_test_person WHERE name = %s", [name])
        return bytes(cursor.fetchone()[0])


def test_values_come_back_and_the_row_is_unreadable(people, noor):
    found = people.get()
    assert (found.cnic, found.passport, found.born_on) == ("35202-1234567-1", "AB1234567", datetime.date(1999, 4, 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT cnic || passport || born_on || cnic_index FROM vault_test_person")
        whole = bytes(cursor.fetchone()[0])
    assert [canary for canary in CANARIES if canary in whole] == []


def test_nothing_stays_null(people):
    people.create(name="empty")
    assert people.filter(cnic__isnull=True, born_on__isnull=True, cnic_index__isnull=True).get().cnic is None


@pytest.mark.parametrize("text", ["", "عائشہ بی بی", "平仮名", "a" * 15, "\u202e'\"%s"])
def test_any_text_comes_back(people, text):
    people.create(name="t", passport=text)
    assert people.get(name="t").passport == text


def test_values_do_not_show_themselves(people, noor):
    found = people.get()
    assert repr([found.cnic, found.born_on]) == "['•••', '•••']"
    assert "35202" not in repr(found.__dict__)
    assert str(list(people.values_list("cnic", flat=True))) == "[<sealed>]"


def test_bulk_create_seals_and_indexes(people):
    people.bulk_create([Person(name=str(number), cnic=f"35202123{number:05}") for number in range(500)])
    assert people.get(Person._meta.get_field("cnic_index").matching("35202-1230004-2")).cnic == "3520212300042"
    assert b"35202" not in raw(name="42")


def test_two_forms_of_one_cnic_collide_in_the_database(people, noor):
    for make in (lambda: people.create(cnic="3520212345671"), lambda: people.bulk_create([Person(cnic="35202 1234567 1")])):
        with pytest.raises(IntegrityError, match="cnic_index"), transaction.atomic():
            make()


def test_equals_are_found_by_the_index_only(people, noor):
    field = Person._meta.get_field("cnic_index")
    assert people.get(cnic_index=field.blind_index("3520212345671")) == noor
    assert people.get(field.matching("35202.1234567.1")) == noor
    assert list(people.filter(field.matching("3520212345672"))) == list(people.filter(field.matching(""))) == []


def test_a_new_value_moves_the_index(people, noor):
    noor.cnic = "3520299999991"
    noor.save()
    assert people.get(Person._meta.get_field("cnic_index").matching("3520299999991")).cnic == "3520299999991"


@pytest.mark.parametrize(
    "ask", [{"cnic": "x"}, {"cnic__contains": "35"}, {"cnic__in": ["x"]}, {"born_on__year": 1999}, {"cnic_index__gt": b"x"}]
)
def test_nothing_else_can_be_asked(people, ask):
    with pytest.raises(FieldError):
        list(people.filter(**ask))


@pytest.mark.parametrize("order", ["cnic", "-born_on"])
def test_ciphertext_has_no_order(people, order):
    with pytest.raises(FieldError, match="encrypted"):
        list(people.order_by(order))


def test_update_refuses_what_it_cannot_bind(people, noor):
    for attempt in (lambda: people.update(cnic="1"), lambda: people.bulk_update([noor], ["cnic"])):
        with pytest.raises(CannotBind, match="save"), transaction.atomic():
            attempt()
    assert people.update(passport=None) == 1


def test_a_value_swapped_between_rows_or_columns_is_refused(people, noor):
    people.create(name="Zed", cnic="3520200000001", passport="ZZ0000001")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE vault_test_person SET passport = cnic WHERE name = 'Zed'")
        cursor.execute("UPDATE vault_test_person SET cnic = %s WHERE name = 'Zed'", [raw()])
    zed = people.get(name="Zed")
    for name in ("cnic", "passport"):
        with pytest.raises(Tampered):
            getattr(zed, name)


def test_a_copied_row_with_a_new_identity_is_refused_not_spoilt(people, noor):
    copy = people.get()
    copy.pk, copy.public_id = None, uuid.uuid4()
    with pytest.raises(Tampered):
        copy.save()


def test_deferred_values_are_fetched_when_read(people, noor):
    assert people.only("name").get().cnic == "35202-1234567-1"
    assert people.defer("public_id").get().passport == "AB1234567"


def test_a_form_reads_and_writes(people, noor):
    form_class = modelform_factory(Person, fields=["name", "cnic", "born_on"])
    assert form_class(instance=people.get()).initial["cnic"] == "35202-1234567-1"
    form = form_class({"name": "Noor", "cnic": "3520211111111", "born_on": "2000-02-29"}, instance=people.get())
    assert form.is_valid(), form.errors
    form.save()
    assert (people.get().cnic, people.get().born_on) == ("3520211111111", datetime.date(2000, 2, 29))
    assert set(form_class({"name": "a", "cnic": "1" * 16, "born_on": "2001-02-30"}).errors) == {"cnic", "born_on"}


def test_validation_speaks_of_characters_and_dates():
    person = Person(name="a", cnic="ا" * 16)
    with pytest.raises(ValidationError) as refused:
        person.full_clean(exclude=["cnic_index"], validate_unique=False)
    assert list(refused.value.message_dict) == ["cnic"]
    with pytest.raises(ValidationError):
        Person._meta.get_field("born_on").to_python("2001-02-30")


@pytest.mark.parametrize("name", ["cnic", "born_on", "cnic_index"])
def test_migrations_write_the_fields_cleanly(name):
    field = Person._meta.get_field(name)
    text, imports = MigrationWriter.serialize(field)
    copy = field.clone()
    assert copy.deconstruct()[1:] == field.deconstruct()[1:]
    assert text.startswith(f"vault.fields.{type(field).__name__}(")
    assert "import vault.fields" in imports


def test_checks_ask_for_a_row_identity_and_forbid_an_index():
    class Loose(models.Model):
        secret = EncryptedField(db_index=True)

        class Meta:
            app_label = "vault_test"

    assert [error.id for error in Loose._meta.get_field("secret").check() if error.id.startswith("vault")] == ["vault.E002", "vault.E003"]


def test_the_canonical_form_travels_by_name():
    _name, path, _args, kwargs = BlindIndexField(source="cnic", canonical=digits).deconstruct()
    assert (path, kwargs["source"], kwargs["canonical"]) == ("vault.fields.BlindIndexField", "cnic", digits)


def test_rotation_moves_every_value_and_can_be_interrupted(people, safe):
    people.bulk_create([Person(name=str(number), cnic=f"35202123{number:05}") for number in range(25)])
    crypto.write_key(safe.KEYS_DIR, "field", 2)
    work = rotation.reseal(Person, Person._meta.get_field("cnic"), slice_size=10)
    assert next(work) == 10  # killed here
    assert sum(rotation.reseal(Person, Person._meta.get_field("cnic"), slice_size=10)) == 15
    (safe.KEYS_DIR / "field-1.key").unlink()
    assert [person.cnic for person in people.order_by("pk")] == [f"35202123{number:05}" for number in range(25)]


def test_a_new_index_key_still_finds_old_rows_and_reindex_moves_them(people, noor, safe):
    field = Person._meta.get_field("cnic_index")
    crypto.write_key(safe.KEYS_DIR, "index", 2)
    assert people.get(field.matching("3520212345671")) == noor
    assert list(rotation.reindex(Person, field)) == [1]
    assert people.get(cnic_index=field.blind_index("3520212345671")) == noor


def test_the_commands_make_and_rotate(people, noor, safe, capsys):
    before = (safe.KEYS_DIR / "field-1.key").read_bytes()
    call_command("make_keys", "--new", "field")
    call_command("make_keys")
    call_command("rotate_keys")
    assert sorted(path.name for path in safe.KEYS_DIR.iterdir()) == ["field-1.key", "field-2.key", "file-1.key", "index-1.key"]
    assert (safe.KEYS_DIR / "field-1.key").read_bytes() == before
    assert before.hex() not in capsys.readouterr().out
