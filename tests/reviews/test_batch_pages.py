"""The pages of a batch: everybody named, the letters, the signature, what became of each; nothing typed is lost."""

import pytest
from django.utils import timezone

from applications import transitions as applications
from applications.models import Application
from reviews import batches, claims
from reviews.models import Batch, Decision
from tests.applications.factories import ApplicationFactory, proven_profile

NEW = "/desk/batches/new/"
SAID = {"step": "not_select", "reason": "language_level", "shared": "on", "note": "after the test"}


@pytest.fixture
def rows(reference):
    return [ApplicationFactory(state="submitted", candidate=proven_profile()) for _n in range(3)]


@pytest.fixture
def desk(client, omar):
    client.force_login(omar)
    return client


def typed(rows, **more):
    named = [f"{row.public_id}:{row.version}" for row in rows]
    return SAID | {"named": named, "row": [str(row.public_id) for row in rows]} | more


def ticks(rows, step="not_select"):
    return {"row": [str(row.public_id) for row in rows], "step": step}


@pytest.fixture
def batch(desk, rows):
    desk.post(NEW, typed(rows, decide="1"))
    return Batch.objects.get()


def here(batch, step=""):
    return f"/desk/batches/{batch.public_id}/{step}/" if step else f"/desk/batches/{batch.public_id}/"


def test_the_page_names_everybody_before_anything_is_written(desk, rows):
    page = desk.post(NEW, ticks(rows))
    assert page.status_code == 200
    assert all(row.reference in page.text and row.candidate.full_name in page.text for row in rows)
    assert 'name="decide"' not in page.text
    assert Decision.objects.count() == 0


def test_the_letters_are_seen_in_each_language_by_number(desk, rows):
    rows[0].candidate.user.language = "ur"
    rows[0].candidate.user.save()
    page = desk.post(NEW, typed(rows, preview="1", **{f"own_{rows[1].public_id}": "others_fitted_better"}))
    assert 'lang="ur" dir="rtl"' in page.text
    assert len(page.context["letters"]) >= 2
    assert rows[0].candidate.full_name not in str(page.context["letters"])
    assert 'name="decide"' in page.text
    assert Decision.objects.count() == 0


def test_decided_it_waits_for_the_second(desk, rows, client, amna):
    page = desk.post(NEW, typed(rows, decide="1", name="First group"), follow=True)
    batch = Batch.objects.get()
    assert page.redirect_chain[-1][0] == here(batch)
    assert "Another person signs it" in page.text
    assert "Sign and release" not in page.text
    client.force_login(amna)
    assert "1 batch waits for your signature" in client.get("/desk/").text
    assert batch.reference in client.get("/desk/batches/").text


def test_one_is_left_out_and_one_has_another_reason(desk, rows):
    body = typed(rows, decide="1", **{f"own_{rows[1].public_id}": "degree_not_fitting"})
    body["row"] = body["row"][:2]
    desk.post(NEW, body)
    found = dict(Decision.objects.values_list("subject_ref", "reason"))
    assert found == {rows[0].public_id: "language_level", rows[1].public_id: "degree_not_fitting"}


def test_two_impossible_are_named_and_their_words_stay(desk, rows, nadia):
    claims.take("application", rows[0].public_id, by=nadia)
    applications.withdraw(rows[1], by=rows[1].candidate.user)
    page = desk.post(NEW, typed(rows, decide="1"))
    assert (page.status_code, Decision.objects.count()) == (409, 1)
    assert "after the test" in page.text
    assert str(nadia) in page.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"note": "x" * 10_000}, "xxxxx"),
        ({"reason": ""}, "after the test"),
        ({"reason": "no_such"}, "after the test"),
        ({"row": []}, "Name at least one case"),
        ({"name": "n" * 200}, "nnnn"),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_stays(desk, rows, change, words):
    page = desk.post(NEW, typed(rows, decide="1") | change)
    assert page.status_code == 422
    assert words in page.text
    assert Decision.objects.count() == 0


def test_a_tampered_reason_for_one_is_refused_at_its_place(desk, rows):
    page = desk.post(NEW, typed(rows, decide="1", **{f"own_{rows[0].public_id}": "<b>"}))
    assert (page.status_code, Decision.objects.count()) == (422, 0)
    assert "Choose one of these reasons" in page.text
    fault = f"fault_{rows[0].public_id}"
    assert f'id="{fault}"' in page.text
    assert f'aria-invalid="true" aria-describedby="{fault}"' in page.text
    assert page.text.count('id="error-summary"') == 1


@pytest.mark.parametrize("bad", [{}, {"step": "accept"}, {"step": "endorse", "row": ["nonsense"]}, {"step": "present", "row": []}])
def test_nothing_meant_stays_in_the_queue(desk, rows, bad):
    page = desk.post(NEW, bad)
    assert (page.status_code, page.templates[0].name) == (422, "reviews/queue.html")


def test_what_was_ticked_and_typed_stays_in_the_queue(desk, rows):
    page = desk.post(NEW, ticks(rows[:2]) | {"step": "accept", "job": "J-1"})
    ticked = [ref for ref in (str(row.public_id) for row in rows) if f'value="{ref}" checked' in page.text]
    assert ticked == [str(row.public_id) for row in rows[:2]]
    assert 'value="J-1"' in page.text
    assert 'href="/desk/queue/application/?late=1"' in page.text


def test_named_of_another_shape_is_nobody(desk, rows):
    assert desk.post(NEW, typed(rows) | {"named": ["x:1", f"{rows[0].public_id}:999999999999", "☃"]}).status_code == 422


def test_a_draft_of_somebody_is_not_named(desk, rows):
    hidden = ApplicationFactory(state="draft")
    assert hidden.reference not in desk.post(NEW, ticks([*rows, hidden])).text


def test_a_script_in_a_note_is_words(desk, rows):
    desk.post(NEW, typed(rows, decide="1", note="<script>alert(1)</script>"))
    page = desk.get(here(Batch.objects.get())).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_all_of_a_job_and_the_first_of_the_list(desk, rows):
    job = rows[0].vacancy
    page = desk.post(NEW, {"step": "endorse", "job": job.reference.lower()})
    assert {line.subject.vacancy_id for line in page.context["draft"].lines} == {job.pk}
    assert len(desk.post(NEW, {"step": "endorse", "count": "2"}).context["draft"].lines) == 2


def test_the_second_person_signs_for_a_time_in_karachi(client, batch, amna):
    client.force_login(amna)
    page = client.get(here(batch))
    assert "Sign and release" in page.text
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    client.post(here(batch, "sign"), {"version": batch.version, "at": f"{tomorrow:%Y-%m-%d}T10:00"})
    batch.refresh_from_db()
    assert (batch.state, f"{batch.release_at:%H:%M}") == ("signed", "05:00")
    assert "Stop the release" in client.get(here(batch)).text


def test_progress_and_result_stand_on_the_page(client, batch, rows, amna):
    applications.withdraw(rows[0], by=rows[0].candidate.user)
    client.force_login(amna)
    assert "Moved since the decision" in client.get(here(batch)).text
    client.post(here(batch, "sign"), {"version": batch.version})
    assert client.get(here(batch))["Refresh"] == "3"
    batches.release(batch.pk)
    page = client.get(here(batch))
    assert "Refresh" not in page
    assert "2 done · 1 refused" in page.text
    assert str(amna) in client.get(f"/desk/case/application/{rows[1].public_id}/").text


def test_the_decider_is_refused_in_the_view(desk, batch):
    page = desk.post(here(batch, "sign"), {"version": batch.version})
    assert page.status_code == 409
    batch.refresh_from_db()
    assert batch.state == "decided"


def test_an_old_page_signs_nothing_and_words_stay(client, batch, amna):
    client.force_login(amna)
    page = client.post(here(batch, "send_back"), {"version": batch.version + 1, "note": "my remarks"})
    assert page.status_code == 409
    assert "my remarks" in page.text
    assert client.post(here(batch, "send_back"), {"version": batch.version, "note": ""}).status_code == 422


def test_one_is_taken_out_and_the_whole_is_withdrawn(desk, batch, rows):
    out = {"version": batch.version, "note": "call first", "row": [str(rows[0].public_id)]}
    assert desk.post(here(batch, "take_out"), out | {"row": ["x"]}).status_code == 409
    assert "Taken out" in desk.post(here(batch, "take_out"), out, follow=True).text
    batch.refresh_from_db()
    desk.post(here(batch, "withdraw"), {"version": batch.version})
    assert Decision.objects.pending().count() == 0
    assert Application.objects.filter(state="submitted").count() == 3


@pytest.mark.parametrize(("who", "status"), [("ken", 404), ("ayesha", 302), ("olga", 403)])
def test_strangers_see_no_batch(client, batch, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(here(batch)).status_code in (status, 403, 302) if who != "ken" else client.get(here(batch)).status_code == 404


def test_an_unknown_step_is_not_found(desk, batch):
    assert desk.post(here(batch, "finish"), {"version": batch.version}).status_code == 404


def test_the_case_says_in_which_batch_it_waits(desk, batch, rows):
    page = desk.get(f"/desk/case/application/{rows[0].public_id}/").text
    assert batch.reference in page


def test_the_same_queries_for_any_number(desk, django_assert_max_num_queries, amna, reference):
    counts = []
    for size in (1, 2, 12):
        rows = [ApplicationFactory(state="submitted", candidate=proven_profile()) for _n in range(size)]
        counts.append((queries(desk, NEW, ticks(rows, "endorse")), queries(desk, NEW, typed(rows, decide="1"))))
        counts[-1] += (queries(desk, here(Batch.objects.latest("pk"))),)
    assert counts[1] == counts[2], counts


def queries(desk, address, body=None):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        desk.post(address, body) if body else desk.get(address)
    return len(found)
