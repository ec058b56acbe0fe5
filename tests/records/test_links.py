"""What a changed column points at stands on the page by its name, whether its key is a number or a word."""

import pytest
from django.apps import apps
from django.db import models

from candidates.models import ProfileSkill
from jobs.models import Skill, SswField
from records.history import in_words
from records.models import FieldChange
from records.tracked import TRACKED
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ExperienceFactory, ProfileFactory


@pytest.fixture
def profile(reference):
    """Somebody with a skill and work in a field: both are known by words."""
    profile = ProfileFactory()
    ExperienceFactory(profile=profile, field=SswField.objects.get(code="nursing_care"))
    ProfileSkill.objects.create(profile=profile, skill=Skill.objects.first(), level=2)
    return profile


def worded() -> list[tuple[str, str]]:
    """The columns with a history that point to rows known by a word."""
    found = []
    for label, tracked in TRACKED.items():
        for field in apps.get_model(label)._meta.concrete_fields:
            is_word = field.is_relation and isinstance(field.related_model._meta.pk, models.CharField)
            found += [(label, field.column)] if is_word and field.column in tracked.columns else []
    return found


@pytest.mark.parametrize(("label", "column"), worded())
def test_a_row_known_by_a_word_is_named(reference, amna, label, column):
    model = apps.get_model(label)
    row = model._meta.get_field(column.removesuffix("_id")).related_model.objects.first()
    change = FieldChange(of=model._meta.db_table, row=1, field=column, old=None, new=row.pk, what=FieldChange.What.CHANGED)
    (line,) = in_words([change], amna)
    assert line.new == str(row)


def test_the_records_of_a_case_open_for_somebody_with_skills_and_work(client, profile, amna):
    application = ApplicationFactory(candidate=profile, state="submitted")
    client.force_login(amna)
    page = client.get(f"/desk/records/case/application/{application.public_id}/")
    assert page.status_code == 200
    assert str(SswField.objects.get(code="nursing_care")) in page.text
    assert str(Skill.objects.first()) in page.text
