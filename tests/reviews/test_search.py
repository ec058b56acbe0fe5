"""The counter finds people by name, as it sounds, and by every number; each look is on record."""

import pytest

from reviews.search import by_name
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ProfileFactory
from vault.models import AccessRecord

COUNTER = "/desk/counter/"


@pytest.fixture
def people(reference):
    names = ["Muhammad Usman Qureshi", "Mehwish Khan", "Ayesha Khan", "Ayesha Bibi", "Taimoor Shah"]
    return {name: ProfileFactory(full_name=name) for name in names}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Muhammad Usman", ["Muhammad Usman Qureshi"]),
        ("mohammed osman koreshi", ["Muhammad Usman Qureshi"]),
        ("محمد عثمان", ["Muhammad Usman Qureshi"]),
        ("عائشہ خان", ["Ayesha Khan"]),
        ("khan aisha", ["Ayesha Khan"]),
        ("Taimor", ["Taimoor Shah"]),
        ("Taimook Shah", ["Taimoor Shah"]),
        ("Ayesha", ["Ayesha Bibi", "Ayesha Khan"]),
        ("Somebody Else", []),
        ("☃ ' OR 1=1 --", []),
        ("", []),
    ],
)
def test_names_are_found_as_they_sound(people, omar, asked, found):
    assert sorted(hit.profile.full_name for hit in by_name(asked, omar)) == found


def test_a_changed_name_is_found_by_the_new_one_only(people, omar):
    profile = people["Taimoor Shah"]
    profile.full_name = "Sassui Panhwar"
    profile.save()
    assert by_name("taimoor", omar) == []
    assert [hit.profile for hit in by_name("sassui", omar)] == [profile]


@pytest.mark.parametrize("count", [3, 40])
def test_two_queries_for_any_number_one_for_nobody_like_it(reference, omar, count, django_assert_num_queries):
    """The names of all that sound so, then the people who are shown."""
    ProfileFactory.create_batch(count, full_name="Ayesha Khan")
    with django_assert_num_queries(2):
        assert len(by_name("ayesha", omar)) == min(count, 20)
    with django_assert_num_queries(2):  # as it sounds, then with one letter wrong
        assert by_name("zulqarnain", omar) == []


def test_the_counter_lists_them_and_keeps_who_looked(client, omar, people):
    client.force_login(omar)
    page = client.post(COUNTER, {"who": "aisha"})
    assert sorted(hit.profile.full_name for hit in page.context["named"]) == ["Ayesha Bibi", "Ayesha Khan"]
    assert AccessRecord.objects.filter(purpose="name search", field="name", user=omar).count() == 2
    assert "Nobody was found" in client.post(COUNTER, {"who": "zzzz"}).text


def test_every_number_finds_its_person(client, omar, people):
    client.force_login(omar)
    profile = people["Mehwish Khan"]
    profile.passport_number = "AB1234567"
    profile.save()
    application = ApplicationFactory(candidate=profile, state="submitted")
    for number in (profile.reference, application.reference.lower(), "ab1234567", profile.user.phone):
        found = client.post(COUNTER, {"who": number}).context["people"]
        assert profile in found, number


@pytest.mark.parametrize("who", ["ken", "audit", "ayesha", "sato"])
def test_others_do_not_search(client, request, people, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(COUNTER, {"who": "aisha"}).status_code in (302, 403)
