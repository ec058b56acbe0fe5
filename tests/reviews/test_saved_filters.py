"""A person saves how they narrow a queue: names, bounds, shared or not, out of date, and no query more for many."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.http import QueryDict

from accounts.models import User
from reviews import queues, saving
from reviews.kinds import KINDS
from reviews.models import SavedFilter
from reviews.wishes import Wish
from tests.applications.factories import ApplicationFactory
from tests.reviews.test_desk_queues import queries_of
from workflow.steps import Refused

APPLICATION = KINDS["application"]
LATE = "?late=1"


def kept(user, name="Late", query=LATE, *, is_shared=False, kind="application"):
    wish = Wish.read(QueryDict(query[1:]), KINDS[kind])
    return saving.save(KINDS[kind], wish, name=name, is_shared=is_shared, by=user)


def above(client, user, query=""):
    """The saved filters that this person sees above the queue of applications."""
    client.force_login(user)
    return [str(one["row"]) for one in client.get(f"/desk/queue/application/{query}").context["saved"]]


def test_a_filter_is_saved_from_the_queue_and_leads_to_the_same_rows(client, reference, omar, nadia):
    late = ApplicationFactory(state="submitted", due_on=queues.owner_day(omar) - timedelta(days=2))
    ApplicationFactory(state="submitted")
    client.force_login(omar)
    page = client.get("/desk/queue/application/?late=1&state=submitted")
    address = f"/desk/queue/application/save/{page.context['save_query']}"
    assert client.get(address).status_code == 200
    done = client.post(address, {"name": "  Late  and sent "}, follow=True)
    [link] = done.context["saved"]
    assert (link["row"].name, link["is_current"], done.context["save_query"]) == ("Late and sent", True, "")
    assert [row.subject for row in client.get(f"/desk/queue/application/{link['url']}").context["rows"]] == [late]
    assert above(client, nadia) == []


@pytest.mark.parametrize(
    ("typed", "query", "words"),
    [
        ({"name": ""}, LATE, "This field is required."),
        ({"name": "x" * 41}, LATE, "at most 40"),
        ({"name": "LATE"}, "?today=1", "Choose another name."),
        ({"name": "All"}, "?group=todo&state=nonsense", "shows the whole queue"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_words(client, reference, omar, typed, query, words):
    kept(omar)
    client.force_login(omar)
    page = client.post(f"/desk/queue/application/save/{query}", typed)
    assert page.status_code == 422
    assert words in page.text
    assert f'value="{typed["name"]}"' in page.text or not typed["name"]
    assert SavedFilter.objects.count() == 1


def test_at_most_so_many_of_one_queue(reference, omar, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 1)
    kept(omar)
    kept(omar, kind="evidence")
    with pytest.raises(Refused, match="Delete one first"):
        kept(omar, "Another")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_pass_the_bound(omar, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 1)

    def one(name):
        try:
            return kept(User.objects.get(pk=omar.pk), name).name
        except Refused:
            return ""
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, "abcdef"))
    assert SavedFilter.objects.count() == 1


# ── shared ────────────────────────────────────────────────────────────────────────────────────────────


def test_who_leads_shares_with_the_own_house_only(client, reference, amna, omar, ken, audit):
    kept(amna, "Of the house", is_shared=True)
    kept(amna, "Mine", "?today=1")
    assert [above(client, who) for who in (amna, omar, ken, audit)] == [["Mine", "Of the house"], ["Of the house"], [], ["Of the house"]]
    User.objects.filter(pk=amna.pk).update(role="oec_officer")
    assert above(client, omar) == [], "who does not lead any more does not speak for the house"


def test_an_officer_shares_nothing(client, reference, omar):
    with pytest.raises(Refused, match="Only those who lead"):
        kept(omar, is_shared=True)
    client.force_login(omar)
    client.post(f"/desk/queue/application/save/{LATE}", {"name": "n", "is_shared": "on"})
    assert not SavedFilter.objects.get().is_shared


# ── rename, delete, old ones ──────────────────────────────────────────────────────────────────────────


def test_renamed_and_deleted_by_its_owner_after_a_question(client, reference, amna, omar):
    row = kept(amna, is_shared=True)
    client.force_login(omar)
    assert [client.get(f"/desk/filters/{row.public_id}/{part}").status_code for part in ("", "ask/")] == [404, 404]
    assert client.post(f"/desk/filters/{row.public_id}/delete/").status_code == 404
    client.force_login(amna)
    client.post(f"/desk/filters/{row.public_id}/", {"name": "Very late"})
    assert SavedFilter.objects.values_list("name", "is_shared").get() == ("Very late", False)
    assert "Delete the filter" in client.get(f"/desk/filters/{row.public_id}/ask/").text
    assert client.get(f"/desk/filters/{row.public_id}/delete/").status_code == 405
    assert "The cases stay as they are." in client.post(f"/desk/filters/{row.public_id}/delete/", follow=True).text
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("query", ["?state=gone", "?field=gone", "?who=x", "?late=1&nonsense=1"])
def test_one_that_names_what_is_gone_is_left_out_and_says_so(client, reference, omar, query):
    row = kept(omar)
    SavedFilter.objects.filter(pk=row.pk).update(query=query)
    assert above(client, omar) == []
    page = client.get("/desk/filters/").text
    assert "no longer there" in page
    assert f"/desk/queue/application/{query}" not in page
    assert client.get(f"/desk/filters/{row.public_id}/ask/").status_code == 200


def test_one_of_a_queue_that_is_gone_does_no_harm(client, reference, omar):
    SavedFilter.objects.create(user=omar, subject_kind="gone", name="x", query=LATE)
    assert above(client, omar) == []
    assert client.get("/desk/filters/").status_code == 200
    assert saving.is_old(SavedFilter.objects.get(), [])


def test_the_page_says_what_a_filter_shows(client, reference, omar, nadia):
    kept(omar, query=f"?late=1&state=submitted&field=it&who={nadia.public_id}")
    client.force_login(omar)
    page = client.get("/desk/filters/").text
    for words in ("Late", "IT and engineers", f"Given to: {nadia.full_name}"):
        assert words in page


def test_the_name_of_a_filter_is_text(client, reference, omar):
    kept(omar, "<script>alert(1)</script>")
    client.force_login(omar)
    for page in ("/desk/queue/application/", "/desk/filters/"):
        assert "<script>alert" not in client.get(page).text


@pytest.mark.parametrize(
    ("fields", "name"),
    [({"name": "LATE"}, "saved_filter_name_once"), ({"name": ""}, "saved_filter_has_a_name"), ({"query": "?"}, "saved_filter_narrows")],
)
def test_the_database_refuses_it_too(omar, fields, name):
    SavedFilter.objects.create(user=omar, subject_kind="application", name="late", query=LATE)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        SavedFilter.objects.create(**{"user": omar, "subject_kind": "application", "name": "n", "query": LATE} | fields)


def test_a_queue_costs_a_lead_the_same_queries_with_many_saved(client, reference, amna):
    client.force_login(amna)
    client.get("/desk/queue/application/")
    ApplicationFactory(state="submitted")
    few = queries_of(client, "/desk/queue/application/")
    for n in range(saving.MOST):
        kept(amna, str(n), f"?field=it&late={n % 2}")
    assert len(queries_of(client, "/desk/queue/application/")) == len(few) <= 12
