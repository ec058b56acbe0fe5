"""What changed in a profile since it was sent, line by line."""

import pytest

from applications.snapshot import content_of
from candidates.models import Education
from reviews.changes import since
from tests.applications.factories import ApplicationFactory


@pytest.fixture
def application(reference):
    return ApplicationFactory(state="submitted")


def test_nothing_changed_gives_no_line(application):
    content = content_of(application)
    assert since(content, content_of(application)) == []


def test_each_difference_stands_with_what_was_sent_and_what_is_now(application):
    profile = application.candidate
    kept = Education.objects.create(
        profile=profile, level="BS", subject="Physics", institution="NUST", started_year=2015, finished_year=2019
    )
    gone = Education.objects.create(
        profile=profile, level="SSC", subject="Science", institution="School", started_year=2010, finished_year=2012
    )
    sent = content_of(application)
    profile.about, profile.wanted_pay = "Three years with databases.", 310_000
    profile.save()
    Education.objects.filter(pk=kept.pk).update(institution="FAST")
    gone.delete()
    found = {(str(change.label), change.then, change.now) for change in since(sent, content_of(application))}
    assert ("Education", "BS: Physics, NUST (2015 – 2019)", "BS: Physics, FAST (2015 – 2019)") in found
    assert ("Education", "SSC: Science, School (2010 – 2012)", "") in found
    assert {label for label, _then, _now in found} == {"About the work", "Hopes for", "Education"}


def test_a_snapshot_that_was_emptied_breaks_nothing(application):
    assert all(change.then == "" for change in since({}, content_of(application)))
