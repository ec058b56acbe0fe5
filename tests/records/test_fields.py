"""The history of fields: every change of a tracked column, whoever made it, and never a value that is sealed."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from candidates.models import Education, Profile
from records.models import FieldChange
from records.tracked import TRACKED
from tests.candidates.factories import EducationFactory, ProfileFactory
from tests.jobs.factories import VacancyFactory
from tests.records.conftest import by_hand
from workflow.origin import DESK, Origin, coming_from

MODELS = {apps.get_model(label): tracked for label, tracked in TRACKED.items()}


def changes(row, **more):
    return list(FieldChange.objects.filter(of=row._meta.db_table, row=row.pk, **more).order_by("id"))


@pytest.fixture
def profile(ayesha, reference):
    return ProfileFactory(user=ayesha, full_name="Ayesha Khan", about="Java", cnic="3520212345671", birth_date=date(1998, 4, 2))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_is_tracked_or_says_why_not(model):
    tracked = MODELS[model]
    columns = {field.column for field in model._meta.concrete_fields}
    assert columns == {*tracked.columns, *tracked.hidden, *tracked.left_out}
    assert len(tracked.columns) + len(tracked.hidden) + len(tracked.left_out) == len(columns), "a column stands in one place"


def test_sealed_and_secret_columns_are_never_kept():
    for model, tracked in MODELS.items():
        secret = {field.column for field in model._meta.concrete_fields if type(field).__name__ in ("EncryptedField", "BlindIndexField")}
        assert not secret & set(tracked.columns), model
    assert "password" in TRACKED["accounts.user"].hidden


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_the_triggers_are_those_of_the_list(db, model):
    """Who adds a column here adds a migration that makes the triggers anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, encode(tgargs, 'escape') FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'records_kept%%'",
            [model._meta.db_table],
        )
        found = dict(cursor.fetchall())
    within, plain, hidden = found["records_kept_changes"].split("\\000")[:3]
    tracked = MODELS[model]
    assert found["records_kept_rows"] == found["records_kept_changes"]
    assert (within, set(plain.split(",")), {*filter(None, hidden.split(","))}) == (tracked.within, {*tracked.columns}, {*tracked.hidden})


def test_a_change_says_old_and_new_who_and_from_where(profile, omar):
    with coming_from(Origin(DESK, "203.0.113.0/24", lambda: omar.pk)):
        profile.about = "Java and Go"
        profile.save()
    (change,) = changes(profile, what="U")
    assert (change.field, change.old, change.new, change.actor, change.door) == ("about", "Java", "Java and Go", omar, "desk")


def test_saving_again_without_a_change_writes_nothing(profile):
    Profile.objects.get(pk=profile.pk).save()
    profile.save()
    assert changes(profile, what="U") == []


def test_of_sealed_values_only_the_change_is_kept(profile):
    profile.birth_date, profile.cnic = date(1999, 1, 1), "3520212345672"
    profile.save()
    told = changes(profile, what="U")
    assert {(change.field, change.old, change.new, change.is_hidden) for change in told} == {
        ("birth_date", None, None, True),
        ("cnic", None, None, True),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(f::text, ' ') FROM records_fieldchange f")
        everything = cursor.fetchone()[0]
        cursor.execute("SELECT encode(cnic, 'hex'), encode(cnic_index, 'hex') FROM candidates_profile WHERE id = %s", [profile.pk])
        assert [value for value in cursor.fetchone() if value in everything] == []
    assert "35202" not in everything


def test_a_new_row_is_one_line_with_its_first_values(profile):
    study = EducationFactory(profile=profile, subject="Physics")
    (added,) = changes(study)
    assert (added.what, added.within, json.loads(added.new)["subject"]) == ("I", profile.pk, "Physics")
    (born,) = changes(profile, what="I")
    assert json.loads(born.new)["cnic"] is None, "that there is one, not which"


def test_what_was_removed_is_still_told(profile):
    study = EducationFactory(profile=profile, subject="Physics")
    key = study.pk
    study.delete()
    gone = FieldChange.objects.filter(of="candidates_education", row=key, what="D", within=profile.pk)
    assert {change.field: change.old for change in gone}["subject"] == "Physics"


def test_by_hand_in_the_database_is_told_too(profile):
    by_hand("UPDATE candidates_profile SET about = 'forged' WHERE id = %s", profile.pk)
    (change,) = changes(profile, what="U")
    assert (change.new, change.actor_id, change.door) == ("forged", None, "")


def test_update_of_many_rows_and_a_strange_setting(profile, bilal):
    ProfileFactory(user=bilal, about="C")
    by_hand("SELECT set_config('safeer.origin', 'x; DROP|way too long a door|?', true)")
    with connection.cursor() as cursor:
        cursor.cursor.execute("UPDATE candidates_profile SET about = 'all'")
    assert FieldChange.objects.filter(field="about", what="U", actor=None, door="way too ").count() == 2


def test_a_step_writes_no_history_of_fields(vacancy):
    before = FieldChange.objects.count()
    type(vacancy).objects.filter(pk=vacancy.pk).update(version=7, owner="oec", seats_taken=0)
    assert FieldChange.objects.count() == before


def test_a_vacancy_tells_each_field(company):
    vacancy = VacancyFactory(employer=company, base_pay=250_000)
    vacancy.base_pay, vacancy.title_en = 251_000, "Engineer II"
    vacancy.save()
    assert {change.field: change.new for change in changes(vacancy, what="U")} == {"base_pay": "251000", "title_en": "Engineer II"}
    assert {change.within for change in changes(vacancy)} == {company.pk}


def test_a_role_is_told_and_a_password_only_as_changed(omar):
    omar.role = "oec_supervisor"
    omar.set_password("another long password 77")
    omar.save()
    assert {change.field: (change.old, change.new) for change in changes(omar, what="U")} == {
        "role": ("oec_officer", "oec_supervisor"),
        "password": (None, None),
    }


@pytest.mark.parametrize("change", [{"new": "x"}, {"actor": None}, {"old": None, "new": None, "door": "x"}])
def test_the_history_refuses_to_be_changed(profile, omar, change):
    with coming_from(Origin(DESK, "", lambda: omar.pk)):
        profile.about = "Go"
        profile.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FieldChange.objects.update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FieldChange.objects.all().delete()


def test_values_may_be_blanked_and_the_line_stays(profile):
    profile.about = "Go"
    profile.save()
    (change,) = changes(profile, what="U")
    FieldChange.objects.filter(pk=change.pk).update(old=None, new=None)
    blanked = FieldChange.objects.get(pk=change.pk)
    assert (blanked.old, blanked.new, bytes(blanked.salt), bytes(blanked.digest)) == (None, None, b"", bytes(change.digest))


def test_nothing_is_kept_of_what_was_rolled_back(profile):
    before = FieldChange.objects.count()
    with transaction.atomic():
        Education.objects.create(profile=profile, level="BS", subject="x", institution="y", started_year=2010)
        transaction.set_rollback(True)
    assert FieldChange.objects.count() == before
    assert User.objects.filter(pk=profile.user_id).exists()
