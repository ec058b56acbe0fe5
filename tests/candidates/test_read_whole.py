"""A profile read whole holds what the tables hold, in the same order, and costs one query."""

from datetime import date
from decimal import Decimal

import pytest
from django.forms.models import model_to_dict

from candidates.models import Profile
from candidates.standing import LISTS, candidate_facts, read_whole
from tests.candidates.factories import EducationFactory, EvidenceFactory, ExperienceFactory, TestResultFactory

TODAY = date(2026, 11, 24)


@pytest.fixture
def filled(profile):
    school = EducationFactory(profile=profile)
    ExperienceFactory.create_batch(2, profile=profile)
    TestResultFactory(profile=profile, score=Decimal("7.5"))
    EvidenceFactory(profile=profile, kind="degree", education=school, state="verified", expires_on=date(2027, 1, 1))
    return profile


def test_every_list_is_what_the_tables_hold(filled, django_assert_num_queries):
    plain = Profile.objects.get(pk=filled.pk)
    with django_assert_num_queries(1):
        whole = read_whole(filled.user)
        read = {name: [model_to_dict(row) for row in getattr(whole, name).all()] for name in LISTS}
    assert read == {name: [model_to_dict(row) for row in getattr(plain, name).all()] for name in LISTS}
    assert all(read.values())


def test_the_facts_are_the_same_and_need_no_further_query(filled, django_assert_num_queries):
    whole = read_whole(filled.user)
    with django_assert_num_queries(0):
        told = candidate_facts(whole, TODAY)
    assert told == candidate_facts(Profile.objects.get(pk=filled.pk), TODAY)


def test_a_sealed_column_is_asked_of_the_table(filled):
    paper = read_whole(filled.user).evidence.all()[0]
    assert paper.get_deferred_fields() <= {field.attname for field in paper._meta.concrete_fields}
    assert paper.profile_id == filled.pk


def test_nobody_has_no_profile(ayesha):
    assert read_whole(ayesha) is None
