"""Two files of one person."""

import pytest

from register import same_person
from register.models import Duplicate
from tests.candidates.factories import CandidateUserFactory, ProfileFactory


@pytest.fixture
def pair(reference):
    """Ayesha signed up twice: by phone, and years later by e-mail; the second time without her CNIC."""
    one = ProfileFactory(user=CandidateUserFactory(full_name="Ayesha Khan", phone="+923001111111"))
    two = ProfileFactory(
        user=CandidateUserFactory(full_name="Aisha Khan", phone="+923001111111", phone_verified=True), cnic=None, birth_date=None
    )
    same_person.look([two])
    return Duplicate.objects.get(first=one, second=two)
