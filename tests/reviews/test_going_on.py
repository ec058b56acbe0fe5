"""From one case to the next: skipped, the one before, and what was withdrawn or decided while it was open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import transitions as applications
from applications.models import Application
from reviews import claims, queues
from reviews.kinds import KINDS
from reviews.models import Decision
from reviews.wishes import Wish
from tests.applications.factories import ApplicationFactory, proven_profile

APPLICATION = KINDS["application"]


@pytest.fixture
def rows(reference):
    """Three applications with OEC, the first the most urgent."""
    today = queues.local_day(timezone.now(), "oec")
    days = {"late": -2, "today": 0, "in_time": 3}
    return {name: ApplicationFactory(state="submitted", due_on=today + timedelta(days=n)) for name, n in days.items()}


def test_a_case_is_skipped_and_the_one_after_it_opened(client, rows, omar, nadia):
    claims.take("application", rows["late"].public_id, by=omar)
    client.force_login(omar)
    path = f"/desk/queue/application/{rows['late'].public_id}/put-back/"
    assert str(rows["today"].public_id) in client.post(path, {"next": "1"}).url
    assert claims.take("application", rows["late"].public_id, by=nadia).user == nadia
    assert claims.is_held_by(omar, "application", rows["today"].public_id)


def test_after_the_last_one_the_queue_says_so(client, rows, omar):
    client.force_login(omar)
    last = queues.page_of(APPLICATION, omar, Wish())[0][-1].subject
    page = client.post(f"/desk/queue/application/{last.public_id}/put-back/", {"next": "1"}, follow=True)
    assert "This was the last one of the queue." in page.text


def test_the_one_before_is_the_case_that_was_open_before_this_one(client, rows, omar, nadia):
    for name in ("late", "today"):
        claims.take("application", rows[name].public_id, by=omar)
    claims.take("application", rows["in_time"].public_id, by=nadia)
    client.force_login(omar)
    path = "/desk/case/application/{}/before/"
    assert client.get(path.format(rows["today"].public_id)).url == f"/desk/case/application/{rows['late'].public_id}/"
    page = client.get(path.format(rows["late"].public_id), follow=True)
    assert "You opened no case before this one." in page.text


@pytest.mark.parametrize(("step", "said"), [("endorse", {}), ("not_select", {"reason": "language_level", "note": "Two levels short."})])
def test_a_case_withdrawn_meanwhile_says_so_and_leads_on(client, reference, omar, step, said):
    application = ApplicationFactory(state="submitted", candidate=proven_profile())
    claims.take("application", application.public_id, by=omar)
    client.force_login(omar)
    applications.withdraw(Application.objects.get(pk=application.pk), by=application.candidate.user, note="")
    page = client.post(f"/desk/case/application/{application.public_id}/{step}/", said | {"version": application.version})
    assert (page.status_code, Decision.objects.exists(), page.text.count('id="error-summary"')) == (409, False, 1)
    told = page.text.split('id="error-summary"')[1].split("</div>")[0]
    assert all(words in told for words in ("Your decision was not taken.", "<b>Withdrawn</b>", str(application.candidate.user)))
    assert said.get("note", "") in told
    assert "data-key-next" in page.text
    assert "data-keys" in page.text, "the keys go on working"
