"""A vault of its own for each test: fresh keys, an empty folder of files."""

import datetime
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models

from vault import crypto
from vault.fields import BlindIndexField, EncryptedField
from vault.intake import store_upload


def digits(text):
    """The test's canonical form: digits only."""
    return "".join(char for char in text if char in "0123456789")


class Person(models.Model):
    """A model that only the tests know; its app is not installed, so no migration speaks of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField(max_length=40, default="")
    cnic = EncryptedField(null=True, blank=True, max_length=15)
    passport = EncryptedField(null=True, blank=True)
    born_on = EncryptedField(null=True, blank=True, holds="date")
    cnic_index = BlindIndexField(source="cnic", canonical=digits, unique=True)

    class Meta:
        app_label = "vault_test"


@pytest.fixture(autouse=True)
def safe(tmp_path, settings):
    """The vault's folders, fresh."""
    settings.KEYS_DIR, settings.FILES_DIR, settings.CLAMD_URL = tmp_path / "keys", tmp_path / "files", ""
    for kind in crypto.KINDS:
        crypto.write_key(settings.KEYS_DIR, kind, 1)
    return settings


@pytest.fixture
def keys(safe):
    return crypto.Keyring(safe.KEYS_DIR)


@pytest.fixture
def people(db):
    """The table of Person, gone with the test's transaction."""
    with connection.schema_editor() as editor:
        editor.create_model(Person)
    return Person.objects


@pytest.fixture
def noor(people):
    return people.create(name="Noor", cnic="35202-1234567-1", passport="AB1234567", born_on=datetime.date(1999, 4, 1))


def _user(email, role):
    user = get_user_model()(role=role, email=email, full_name=email)
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def owner(db):
    return _user("noor@example.org", "candidate")


@pytest.fixture
def officer(db):
    return _user("officer@example.org", "oec_officer")


@pytest.fixture
def send(owner):
    """Upload bytes as a browser would."""

    def send(data, name="scan.jpg", declared="", **options):
        return store_upload(SimpleUploadedFile(name, data, content_type=declared), owner=owner, kind="degree", **options)

    return send
