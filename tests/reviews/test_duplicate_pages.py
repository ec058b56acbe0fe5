"""The rooms of pairs: OEC alone, the surest first, numbers masked, and what moves said before anybody signs; the whole file of a person."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import second
from accounts.models import SecondSignature, User
from candidates.models import Profile
from register import same_person
from register.models import Duplicate, RegisterEntry
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import CandidateUserFactory, EvidenceFactory, ProfileFactory
from vault.models import AccessRecord

WHY = {"ground": "card_seen", "note": "She stood at the counter with her card"}


def two(n: int = 0, name: str = "Ayesha Khan") -> Duplicate:
    """Two files at one phone."""
    phone = f"+92300{2_000_000 + n}"
    one, other = (ProfileFactory(user=CandidateUserFactory(full_name=name, phone=phone), birth_date=None) for _side in range(2))
    same_person.look([other])
    return Duplicate.objects.select_related("first", "second").get(first=one, second=other)


@pytest.fixture
def pair(reference):
    return two()


def url(name, *args):
    return reverse(f"admin:{name}", args=args)


@pytest.mark.parametrize(("who", "status"), [("omar", 200), ("amna", 200), ("ken", 403), ("audit", 403), ("olga", 403)])
def test_the_rooms_are_oecs(client, pair, request, who, status):
    client.force_login(request.getfixturevalue(who))
    addresses = [
        url("desk_duplicates"),
        url("desk_duplicate", pair.public_id),
        url("desk_duplicate_merge", pair.public_id, pair.first.reference),
    ]
    assert [client.get(address).status_code for address in addresses] == [status] * 3
    assert client.post(url("desk_duplicate_step", pair.public_id, "put_off"), {"days": "7"}).status_code == (302 if status == 200 else 403)


def test_visibility_is_the_querysets(client, pair, omar, monkeypatch):
    """The seeded fault: were visible_to to show nobody anything, no page would show the pair; each read begins with it."""
    monkeypatch.setattr(type(Duplicate.objects.all()), "visible_to", lambda rows, user: rows.none())
    client.force_login(omar)
    assert pair.first.reference not in client.get(url("desk_duplicates")).text
    assert client.get(url("desk_duplicate", pair.public_id)).status_code == 404
    assert client.post(url("desk_duplicate_step", pair.public_id, "put_off"), {"days": "7"}).status_code == 404


def test_the_list_costs_the_same_for_any_length_and_goes_on_by_key(client, pair, omar, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("reviews.desk.duplicates.PAGE", 2)
    client.force_login(omar)
    client.get(url("desk_duplicates"))
    with django_assert_num_queries(4) as before:
        client.get(url("desk_duplicates"))
    for n in range(1, 4):
        two(n)
    strong = Duplicate.objects.latest("pk")
    Duplicate.objects.filter(pk=strong.pk).update(strength=3, reasons=["same_passport"])
    with django_assert_num_queries(len(before)):
        page = client.get(url("desk_duplicates"))
    shown = [row["pair"].pk for row in page.context["rows"]]
    following = client.get(url("desk_duplicates") + page.context["next_url"]).context["rows"]
    assert (shown[0], len(shown), len(following)) == (strong.pk, 2, 2)
    assert not set(shown) & {row["pair"].pk for row in following}
    only = client.get(url("desk_duplicates") + "?why=same_passport").context["rows"]
    assert [row["pair"].pk for row in only] == [strong.pk]


@pytest.mark.parametrize("query", ["?group=nonsense&why=x&after=9-9-9", "?after=-", "?after=99999999999999999999-1", "?group=merged"])
def test_the_list_takes_any_address(client, reference, omar, query):
    client.force_login(omar)
    page = client.get(url("desk_duplicates") + query)
    assert (page.status_code, "Nothing is here" in page.text) == (200, True)


def test_both_are_compared_with_numbers_masked_and_the_look_on_record(client, pair, omar):
    pair.first.birth_date = pair.second.birth_date = "1998-04-02"
    pair.first.save()
    pair.second.save()
    client.force_login(omar)
    page = client.get(url("desk_duplicate", pair.public_id))
    assert {row.label: row.is_same for row in page.context["rows"]}["CNIC"] is False
    assert {row.label: row.is_same for row in page.context["rows"]}["date of birth"] is True
    assert str(pair.first.cnic) not in page.text.replace("-", "")
    assert "1998-04-02" not in page.text
    assert set(AccessRecord.objects.filter(purpose="duplicate").values_list("person", flat=True)) == {
        pair.first.user_id,
        pair.second.user_id,
    }


def test_one_officer_keeps_them_apart_with_a_reason(client, pair, omar):
    client.force_login(omar)
    here = url("desk_duplicate_step", pair.public_id, "keep_apart")
    empty = client.post(here, {"note": "typed words"})
    assert (empty.status_code, "typed words" in empty.text) == (422, True)
    assert client.post(here, {"ground": "other", "note": "", "version": "1"}).status_code == 409
    assert client.post(here, {"ground": "relatives", "version": "7"}).status_code == 409
    assert client.post(here, {"ground": "relatives", "version": "1"}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("apart", omar)
    again = client.post(here, {"ground": "relatives"})
    assert again.status_code == 409


def test_only_a_supervisor_opens_it_again(client, pair, omar, amna):
    same_person.keep_apart(pair, by=omar, ground="relatives")
    client.force_login(omar)
    assert client.post(url("desk_duplicate_step", pair.public_id, "reopen"), {"note": "x"}).status_code == 409
    client.force_login(amna)
    assert client.post(url("desk_duplicate_step", pair.public_id, "reopen"), {"note": "the card was wrong"}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("proposed", None)


def test_put_off_comes_back_on_its_day(client, pair, omar, monkeypatch):
    client.force_login(omar)
    client.post(url("desk_duplicate_step", pair.public_id, "put_off"), {"days": "7"})
    assert client.get(url("desk_duplicates")).context["rows"] == []
    pair.refresh_from_db()
    monkeypatch.setattr("reviews.desk.duplicates.today", lambda: pair.look_again_on + timedelta(days=1))
    assert [row["pair"] for row in client.get(url("desk_duplicates")).context["rows"]] == [pair]


def test_what_moves_is_said_and_another_person_signs(client, pair, omar, amna):
    EvidenceFactory(profile=pair.second, kind="degree")
    ApplicationFactory(candidate=pair.second, state="submitted")
    client.force_login(omar)
    here = url("desk_duplicate_merge", pair.public_id, pair.first.reference)
    page = client.get(here)
    moving = {str(word): count for word, count in page.context["moving"]}
    assert (moving["Documents"], moving["Applications"], "cannot be undone" in page.text) == (1, 1, True)
    assert client.post(here, {"note": "x"}).status_code == 422
    answer = client.post(here, WHY | {"version": "1"})
    asked = SecondSignature.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("second", asked.public_id))
    assert client.post(here, WHY).status_code == 409
    client.force_login(amna)
    read = client.get(url("second", asked.public_id))
    assert (pair.first.reference in read.text, url("desk_duplicate", pair.public_id) in read.text) == (True, True)
    second.sign(asked, by=amna)
    over = client.get(url("desk_duplicate", pair.public_id))
    assert {str(word): count for word, count in over.context["moved"]}["Applications"] == 1


def test_the_auditor_reads_the_request_without_names(client, pair, omar, audit):
    asked = same_person.ask(pair, kept=pair.first, by=omar, **WHY)
    client.force_login(audit)
    page = client.get(url("second", asked.public_id))
    assert (page.status_code, pair.first.reference in page.text, "Ayesha" in page.text) == (200, True, False)


def test_the_other_side_is_none_of_them(client, pair, omar):
    client.force_login(omar)
    assert client.get(url("desk_duplicate_merge", pair.public_id, "C-0000-0000")).status_code == 404


# ── the whole file ─────────────────────────────────────────────────────────────────────────────────────
def test_seeing_a_person_finds_the_pair(client, reference, omar):
    one, other = (
        ProfileFactory(user=CandidateUserFactory(full_name="Ayesha Khan", phone="+923005555555"), birth_date=None) for _side in range(2)
    )
    client.force_login(omar)
    page = client.get(url("desk_person", other.public_id))
    assert url("desk_duplicate", Duplicate.objects.get(first=one).public_id) in page.text


def test_the_whole_file_shows_both_histories_marked(client, pair, omar, amna):
    case = ApplicationFactory(candidate=pair.second, state="submitted")
    from applications import transitions

    transitions.send_back(case, by=omar, note="The transcript is missing")
    second.sign(same_person.ask(pair, kept=pair.first, by=omar, **WHY), by=amna)
    client.force_login(omar)
    old = client.get(url("desk_person", pair.second.public_id))
    assert (old.status_code, old["Location"]) == (302, url("desk_person", pair.first.public_id))
    page = client.get(old["Location"])
    history = {str(step.line.what): step.old for step in page.context["file"]["history"]}
    assert history["Sent back"] == pair.second.reference
    assert "Two accounts became one" in history
    assert "The transcript is missing" in page.text
    after = [step for step in page.context["file"]["history"] if step.line.what == "Two accounts became one"]
    assert {step.old for step in after} == {"", pair.second.reference}


def test_the_whole_file_costs_the_same_for_any_length(client, reference, omar, django_assert_num_queries):
    person = Profile.objects.get(pk=ProfileFactory().pk)
    filled(person)
    client.force_login(omar)
    here = url("desk_person", person.public_id)
    client.get(here)
    with django_assert_num_queries(24) as before:
        client.get(here)
    for _n in range(3):
        filled(person)
    with django_assert_num_queries(len(before)):
        client.get(here)


def filled(person):
    ApplicationFactory(candidate=person, state="submitted")
    EvidenceFactory(profile=person, kind="degree")


def test_today_links_to_the_pairs_with_a_count(client, pair, omar):
    client.force_login(omar)
    page = client.get("/desk/")
    assert url("desk_duplicates") in page.text
    assert User.objects.filter(merged_into__isnull=False).count() == 0


def test_a_person_and_an_entry_of_the_register_stand_side_by_side(client, reference, omar):
    person = ProfileFactory(cnic="3520211111111")
    RegisterEntry.objects.create(full_name="Ayesha Khan", cnic="3520211111111", number="L-7", fingerprint=b"f")
    same_person.look([person])
    pair = Duplicate.objects.get()
    client.force_login(omar)
    pages = [client.get(url("desk_duplicates")), client.get(url("desk_duplicate", pair.public_id))]
    pages.append(client.get(url("desk_duplicate_merge", pair.public_id, person.reference)))
    assert [(page.status_code, "L-7" in page.text) for page in pages] == [(200, True)] * 3
    assert {row.label: row.is_same for row in pages[1].context["rows"]}["CNIC"] is True
    assert "belongs to this person from then on" in pages[2].text
    client.post(url("desk_duplicate_merge", pair.public_id, person.reference), WHY | {"version": "1"})
    assert SecondSignature.objects.get().person == person.user


# ── on the way: a case of somebody in a pair ───────────────────────────────────────────────────────────
def test_a_case_tells_oec_that_its_person_may_have_another_file(client, pair, omar, ken):
    paper, application = EvidenceFactory(profile=pair.second, kind="degree"), ApplicationFactory(candidate=pair.first, state="submitted")
    cases = [url("desk_case", "evidence", paper.public_id), url("desk_case", "application", application.public_id)]
    link = f'data-key-pair href="{url("desk_duplicate", pair.public_id)}"'
    client.force_login(omar)
    assert [link in client.get(case).text for case in cases] == [True, True]
    client.force_login(ken)
    assert link not in client.get(cases[1]).text
    same_person.keep_apart(pair, by=omar, ground="relatives")
    client.force_login(omar)
    assert [link in client.get(case).text for case in cases] == [False, False]
