"""The group of 120: two that cannot be, a worker that dies in the middle, and nobody dropped without a word."""

import uuid
from itertools import count

import pytest

from accounts.models import User
from applications import transitions as applications
from applications.models import Application
from candidates.models import Profile
from reviews import batches, claims, decisions
from reviews.desk import certificates, together
from reviews.many import MANY
from reviews.models import Batch, Decision
from reviews.rules import AT_ONCE
from tests.applications.factories import ApplicationFactory, give_consents
from tests.reviews.test_batch_pages import NEW, typed
from workflow.models import Entry

SIZE = 120


def many(size: int, state: str = "submitted") -> list[Application]:
    """So many applications for one job, written in three statements."""
    first = ApplicationFactory(state=state)
    users = User.objects.bulk_create(User(role="candidate", full_name=f"Person {n}", phone=f"+92300{n:07}") for n in range(1, size))
    people = Profile.objects.bulk_create(
        Profile(user=user, reference=f"C-{n:06}", full_name=user.full_name) for n, user in enumerate(users)
    )
    kept = {"vacancy": first.vacancy, "state": state, "version": 1, "owner": first.owner, "due_on": first.due_on}
    rows = [Application(candidate=one, reference=f"A-120-{n}", submitted_at=first.submitted_at, **kept) for n, one in enumerate(people)]
    return [first, *Application.objects.bulk_create(rows)]


def states(rows) -> dict[str, int]:
    found = [row.state for row in Application.objects.filter(pk__in=[row.pk for row in rows])]
    return {state: found.count(state) for state in sorted(set(found))}


def test_two_impossible_of_120_are_named_and_a_killed_worker_loses_nobody(client, reference, omar, nadia, amna, monkeypatch):
    rows = many(SIZE)
    claims.take("application", rows[3].public_id, by=nadia)
    applications.withdraw(rows[7], by=rows[7].candidate.user)
    client.force_login(omar)
    page = client.post(NEW, typed(rows, decide="1"))
    assert (page.status_code, {line.subject for line in page.context["draft"].lines}) == (409, {rows[3], rows[7]})
    batch = Batch.objects.get()
    assert batch.decisions.count() == SIZE - 2
    batches.sign(batch, by=amna, version=batch.version)
    with pytest.raises(KeyboardInterrupt):
        killed_at(50, batch, monkeypatch)
    assert states(rows) == {"not_selected": 50, "submitted": SIZE - 51, "withdrawn": 1}
    assert (Batch.objects.get().state, batches.due()) == ("releasing", [batch.pk])
    batches.release(batch.pk)
    assert states(rows) == {"not_selected": SIZE - 2, "submitted": 1, "withdrawn": 1}
    assert Entry.objects.filter(kind="application.not_select").count() == SIZE - 2, "nobody twice"
    assert Entry.objects.get(kind="batch.finish").data == {"open": 0, "done": SIZE - 2, "refused": 0, "out": 0}


def killed_at(number: int, batch: Batch, monkeypatch) -> None:
    """The worker dies when it begins with this row, as a kill of the process does: nothing catches it."""
    real, seen = decisions.release, count()

    def dies(pk, ready):
        if next(seen) == number:
            raise KeyboardInterrupt
        real(pk, ready)

    with monkeypatch.context() as patch:
        patch.setattr(decisions, "release", dies)
        batches.release(batch.pk)


def test_a_kill_inside_of_a_row_undoes_that_row_only(reference, omar, amna, monkeypatch):
    rows = many(3)
    said = {row.public_id: {"reason": "language_level", "shared": True, "note": ""} for row in rows}
    batch, _faults = batches.decide(MANY["not_select"], said, by=omar, versions={row.public_id: 1 for row in rows})
    batches.sign(batch, by=amna, version=batch.version)
    monkeypatch.setattr(Decision, "save", dies)
    with pytest.raises(KeyboardInterrupt):
        batches.release(batch.pk)
    monkeypatch.undo()
    assert states(rows) == {"submitted": 3}, "the step and its mark are one transaction"
    batches.release(batch.pk)
    assert states(rows) == {"not_selected": 3}


def dies(*_args, **_how):
    raise KeyboardInterrupt


# ── more than one page takes: said before anything happens ────────────────────────────────────────────


@pytest.mark.parametrize("number", [AT_ONCE + 1, 450])
def test_too_many_named_is_said_with_the_true_number(client, reference, omar, number):
    client.force_login(omar)
    refs = [str(uuid.uuid4()) for _n in range(number)]
    for body in ({"row": refs, "step": "not_select"}, {"named": [f"{ref}:1" for ref in refs], "row": refs, "step": "not_select"}):
        page = client.post(NEW, body, follow=True)
        assert f"You named {number}. At most {AT_ONCE}" in page.text
    assert not Decision.objects.exists()


def test_all_of_a_job_with_too_many_is_said(client, reference, omar, monkeypatch):
    rows = many(AT_ONCE + 2)
    client.force_login(omar)
    page = client.post(NEW, {"step": "not_select", "job": rows[0].vacancy.reference}, follow=True)
    assert f"You named {AT_ONCE + 2}" in page.text
    body = typed(rows[:AT_ONCE], preview="1", **{f"own_{row.public_id}": "degree_not_fitting" for row in rows[:AT_ONCE]})
    page = client.post(NEW, body)
    assert (page.status_code, len(page.context["draft"].ready)) == (200, AT_ONCE), "as many as are allowed fit into one request"


@pytest.mark.parametrize(
    ("url", "most"), [("/desk/batches/certificates/", certificates.MOST), ("/desk/queue/application/endorse/", together.MOST)]
)
def test_more_than_one_page_takes_are_not_dropped_silently(client, reference, omar, url, most):
    client.force_login(omar)
    refs = [str(uuid.uuid4()) for _n in range(most + 1)]
    for body in ({"row": refs}, {"row": refs, "confirm": "1"}):
        assert f"You named {most + 1}. At most {most}" in client.post(url, body, follow=True).text
    assert "You named" not in client.post(url, {"row": [refs[0]] * (most + 1)}, follow=True).text, "the same one is one"


# ── what candidates will read ─────────────────────────────────────────────────────────────────────────


def test_the_letters_of_a_batch_to_present_are_seen_before(client, reference, ken):
    rows = [ApplicationFactory(state="endorsed") for _n in range(2)]
    for row in rows:
        give_consents(row)
    client.force_login(ken)
    body = {"step": "present", "summary_ja": "要約", "named": [f"{row.public_id}:{row.version}" for row in rows]}
    page = client.post(NEW, body | {"row": [str(row.public_id) for row in rows], "preview": "1"})
    [group] = page.context["letters"]
    assert group["count"] == 2
    assert "shown your file to the employer" in str(group["letters"])
    assert rows[0].candidate.full_name not in str(group["letters"])
