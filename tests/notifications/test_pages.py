"""The inbox is the reader's own; the check page tells strangers about jobs only; the desk sees deliveries without people."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from notifications.channels import outbox
from notifications.models import Message
from tests.jobs.factories import DemandLetterFactory, VacancyFactory
from workflow.models import Reaction

INBOX = "/en/inbox/"


@pytest.fixture
def letter(ayesha):
    """Makes a message in Ayesha's inbox."""

    def make(**fields):
        sent = {"state": "sent", "sent_at": timezone.now(), "provider_ref": "inbox", "channel": "inbox", "template": "test"}
        words = {"subject": "Something changed", "body": "Hello,\n\nOEC <b>checks</b> it.\n\nBye", "link": "/en/me/"}
        return Message.objects.create(**{"recipient": ayesha, **sent, **words, **fields})

    return make


def test_the_inbox_shows_the_news_of_each_letter_newest_first(client, ayesha, letter):
    letter(body="Hello,\n\nFirst news.", created_at=timezone.now() - timedelta(days=1))
    letter(body="Hello,\n\nSecond news.")
    client.force_login(ayesha)
    text = client.get(INBOX).content.decode()
    assert text.index("Second news.") < text.index("First news.")
    assert "Mark all as read" in text


def test_an_empty_inbox_says_so(client, ayesha):
    client.force_login(ayesha)
    assert "No messages yet." in client.get(INBOX).content.decode()


@pytest.mark.parametrize(("who", "status"), [("bilal", 404), ("ken", 404), ("olga", 404), (None, 302)])
@pytest.mark.parametrize("act", ["", "read/"])
def test_a_letter_is_nobody_elses(client, letter, request, who, status, act):
    address = f"{INBOX}{letter().public_id}/{act}"
    if who:
        client.force_login(request.getfixturevalue(who))
    assert (client.post if act else client.get)(address).status_code == status
    assert Message.objects.get().read_at is None


@pytest.mark.parametrize("hidden", [{"channel": "sms"}, {"channel": "email"}, {"template": "code_sign_in"}])
def test_mail_sms_and_codes_are_not_read_on_the_site(client, ayesha, letter, hidden):
    client.force_login(ayesha)
    assert client.get(f"{INBOX}{letter(**hidden).public_id}/").status_code == 404


def test_a_letter_shows_its_text_as_text_and_reading_changes_nothing(client, ayesha, letter):
    client.force_login(ayesha)
    page = client.get(f"{INBOX}{letter().public_id}/")
    assert "OEC &lt;b&gt;checks&lt;/b&gt; it." in page.content.decode()
    assert Message.objects.get().read_at is None


def test_urdu_runs_right_to_left_although_it_begins_with_oec_and_addresses_do_not(client, ayesha, letter):
    link = "https://jobs.example.pk/ur/inbox/"
    found = letter(language="ur", body=f"السلام علیکم\n\nOEC نے دیکھا ہے۔\n\nیہاں:\n{link}")
    client.force_login(ayesha)
    assert 'lang="ur" dir="rtl"><b>OEC' in client.get(INBOX).content.decode()
    page = client.get(f"{INBOX}{found.public_id}/").content.decode()
    assert "<p>OEC نے دیکھا ہے۔</p>" in page
    assert f'<bdi dir="ltr" class="id" translate="no">{link}</bdi>' in page


def test_marking_as_read_goes_where_the_letter_leads_and_keeps_the_first_time(client, ayesha, letter):
    client.force_login(ayesha)
    address = f"{INBOX}{letter().public_id}/read/"
    assert client.post(address)["Location"] == "/en/me/"
    first = Message.objects.get().read_at
    client.post(address)
    assert Message.objects.get().read_at == first is not None


def test_all_is_marked_as_read_but_only_the_own(client, ayesha, bilal, letter):
    mine, other = letter(), letter(recipient=bilal)
    client.force_login(ayesha)
    client.post(f"{INBOX}read/")
    assert (Message.objects.get(pk=mine.pk).read_at is None, Message.objects.get(pk=other.pk).read_at) == (False, None)


@pytest.mark.parametrize("page", ["0", "-1", "999999999999999999999", "x", ""])
def test_any_page_number_is_a_page(client, ayesha, letter, page):
    letter()
    client.force_login(ayesha)
    assert client.get(INBOX, {"page": page}).status_code == 200


def test_the_inbox_asks_as_much_for_sixty_letters_as_for_three(client, ayesha, letter, django_assert_max_num_queries):
    client.force_login(ayesha)
    for count in (3, 57):
        for _ in range(count):
            letter()
        client.get(INBOX)
        with django_assert_max_num_queries(9):
            client.get(INBOX)


# ── check ─────────────────────────────────────────────────────────────────────────────────────────────


def check(client, number):
    return client.get("/en/check/", {"number": number}).content.decode()


OURS, UNKNOWN, PRIVATE = "This is a job of ours", "We do not know this number", "We say nothing about this kind of number"


@pytest.fixture
def job(db):
    return VacancyFactory(state="published", reference="J-7K3M-9P20")


@pytest.mark.parametrize("typed", ["J-7K3M-9P20", "j-7k3m-9p20", " J7K3M9P20 ", "Ｊ－７Ｋ３Ｍ－９Ｐ２０", "J–7K3M–9P2O", "J-۷K۳M-۹P۲۰"])
def test_a_job_is_found_however_its_number_is_typed(client, job, typed):
    text = check(client, typed)
    assert OURS in text
    assert job.get_absolute_url() in text


@pytest.mark.parametrize("state", ["draft", "submitted", "vetted", "returned"])
def test_a_job_that_nobody_published_is_not_confirmed(client, db, state):
    VacancyFactory(state=state, reference="J-7K3M-9P20")
    assert UNKNOWN in check(client, "J-7K3M-9P20")


def test_a_job_that_is_over_says_so(client, db):
    VacancyFactory(state="closed", reference="J-7K3M-9P20")
    assert "It takes no applications now." in check(client, "J-7K3M-9P20")


def test_a_demand_letter_shows_every_public_job_under_it(client, job):
    demand = DemandLetterFactory(employer=job.employer, number="PK/EMB/26-17")
    for reference in ("J-AAAA-AAAA", "J-BBBB-BBBB"):
        VacancyFactory(employer=job.employer, state="published", demand_letter=demand, reference=reference)
    VacancyFactory(employer=job.employer, state="draft", demand_letter=demand, reference="J-CCCC-CCCC")
    text = check(client, "pk/emb/26-17")
    assert ("J-AAAA-AAAA" in text, "J-BBBB-BBBB" in text, "J-CCCC-CCCC" in text) == (True, True, False)


def test_numbers_of_people_and_applications_get_one_answer_whether_they_exist_or_not(client, world):
    application = world.entry("application.submit") and world.profile.applications.get()
    answers = set()
    for number in (application.reference, "OEC-2026-ZZZZZZZZ", world.profile.reference, "C-ZZZZ-ZZZZ"):
        text = check(client, number)
        assert PRIVATE in text
        answers.add(text.replace(number, "N").split("<main")[1])
    assert len(answers) == 1


@pytest.mark.parametrize("number", ["", " ", "x" * 500, "<script>alert(1)</script>", "J-\x00", "' OR 1=1 --", "²³", "🙂"])
def test_the_check_page_bears_any_input(client, db, number):
    answer = client.get("/en/check/", {"number": number})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
def test_the_check_page_is_open_and_cheap(client, job, language, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert client.get(f"/{language}/check/", {"number": "J-7K3M-9P20"}).status_code == 200


# ── the demo's outbox and the desk ────────────────────────────────────────────────────────────────────


def test_the_outbox_shows_what_the_fake_provider_got_only_in_the_demo(client, waiting):
    outbox.write(waiting(subject="آپ کی درخواست", body="<b>متن</b>", language="ur"))
    with override_settings(DEMO=True):
        text = client.get("/en/check/sent/").content.decode()
    assert ("آپ کی درخواست" in text, "&lt;b&gt;متن" in text) == (True, True)
    with override_settings(DEMO=False):
        assert client.get("/en/check/sent/").status_code == 404


@pytest.fixture
def dead(waiting, bilal):
    return waiting(state="dead", recipient=bilal, address="canary@example.org", subject="Canary subject", body="Canary body")


@pytest.mark.parametrize("who", ["olga", "omar", "ken", "audit"])
def test_the_desk_sees_deliveries_without_people_addresses_and_texts(client, dead, request, who):
    dead.tries.create(token=dead.public_id, outcome="dead", error="SMTPRecipientsRefused 550")
    client.force_login(request.getfixturevalue(who))
    pages = [client.get("/desk/notifications/message/"), client.get(f"/desk/notifications/message/{dead.pk}/change/")]
    assert [page.status_code for page in pages] == [200, 200]
    for page in pages:
        assert not any(word in page.content.decode() for word in ("canary", "Canary", "Bilal"))


@pytest.mark.parametrize(("who", "state"), [("olga", "pending"), ("omar", "dead")])
def test_only_the_operator_takes_up_again_what_was_given_up(client, dead, request, who, state):
    client.force_login(request.getfixturevalue(who))
    client.post("/desk/notifications/message/", {"action": "try_again", "_selected_action": [dead.pk]})
    dead.refresh_from_db()
    assert dead.state == state


@pytest.mark.parametrize(("who", "is_open"), [("olga", True), ("omar", False)])
def test_only_the_operator_takes_up_a_dead_reaction(client, world, request, who, is_open):
    reaction = Reaction.objects.create(entry=world.entry("vacancy.pause"), name="x", attempts=12, dead_at=timezone.now())
    client.force_login(request.getfixturevalue(who))
    client.post("/desk/workflow/reaction/", {"action": "try_again", "_selected_action": [reaction.pk]})
    assert Reaction.objects.open().exists() is is_open
