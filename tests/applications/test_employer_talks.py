"""What an employer does with several candidates, after an invitation, and with its own paper beside an offer."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from icalendar import Calendar

from applications import transitions
from applications.conditions import advertised, compared
from applications.models import Application, Interview, Offer
from applications.rules import is_reminder_due
from applications.transitions.interviewing import REMIND, remind_due
from jobs.models import Allowance
from notifications.letters import write_letters
from notifications.models import Message
from tests.applications.factories import ApplicationFactory, conditions, held, interview
from tests.vault.specimens import document
from workflow.models import Entry

HERE = "/en/employer/candidates/"
DAY = (timezone.now() + timedelta(days=5)).date().isoformat()
TIMES = {"day_1": DAY, "time_1": "10:00", "form": "video", "place": "https://meet.example.org/a", "minutes": "45"}


@pytest.fixture
def desk(client, sato):
    """Sato's browser."""
    client.force_login(sato)
    return client


@pytest.fixture
def three(opening):
    """Three recommended candidates of one vacancy."""
    return ApplicationFactory.create_batch(3, vacancy=opening, state="presented")


def ticks(rows):
    return "?" + "&".join(f"a={row.public_id}" for row in rows)


def states(rows):
    return [Application.objects.get(pk=row.pk).state for row in rows]


def test_all_who_were_ticked_get_the_same_times(desk, three):
    page = desk.get(f"{HERE}invite/{ticks(three[:2])}")
    assert [row.candidate.reference in page.text for row in three] == [True, True, False]
    assert desk.post(f"{HERE}invite/{ticks(three[:2])}", TIMES).status_code == 302
    assert states(three) == ["interviewing", "interviewing", "presented"]
    assert {row.slots.get().starts_at for row in Interview.objects.all()} == {Interview.objects.first().slots.get().starts_at}


def test_one_that_cannot_be_invited_does_not_stop_the_rest(desk, three):
    transitions.withdraw(three[0], by=three[0].candidate.user)
    page = desk.post(f"{HERE}invite/{ticks(three)}", TIMES, follow=True)
    assert states(three)[1:] == ["interviewing", "interviewing"]
    assert "2 invitations are sent" in page.text


@pytest.mark.parametrize("query", ["", "?a=nonsense", "?a=00000000-0000-0000-0000-000000000000"])
@pytest.mark.parametrize("page", ["invite/", "not-select/"])
def test_nobody_ticked_leads_back(desk, three, page, query):
    assert "Tick at least one" in desk.get(f"{HERE}{page}{query}", follow=True).text


def test_each_is_refused_with_a_reason_of_its_own(desk, three):
    one, two = three[:2]
    said = {f"{one.public_id}-reason": "language_level", f"{one.public_id}-shared": "on", f"{two.public_id}-reason": ""}
    page = desk.post(f"{HERE}not-select/{ticks([one, two])}", said)
    assert (page.status_code, states([one, two])) == (200, ["presented", "presented"]), "nothing is done while one reason is missing"
    desk.post(f"{HERE}not-select/{ticks([one, two])}", said | {f"{two.public_id}-reason": "experience_short"})
    rows = Application.objects.filter(pk__in=[one.pk, two.pk]).order_by("pk")
    assert [(row.state, row.close_reason, row.reason_is_shared) for row in rows] == [
        ("not_selected", "language_level", True),
        ("not_selected", "experience_short", False),
    ]


def test_another_companys_candidates_are_not_touched(client, zed, three):
    client.force_login(zed)
    client.post(f"{HERE}invite/{ticks(three)}", TIMES)
    client.post(f"{HERE}not-select/{ticks(three)}", {f"{row.public_id}-reason": "language_level" for row in three})
    assert states(three) == ["presented"] * 3


def test_the_letter_of_a_refusal_is_read_before_it_goes(desk, applied, ayesha):
    ayesha.language = "ur"
    ayesha.save(update_fields=["language"])
    row = applied("presented")
    page = desk.post(
        f"{HERE}{row.public_id}/not-select/", {"reason": "language_level", "shared": "on", "preview": "1", "version": row.version}
    )
    assert all(words in page.text for words in ('lang="ur" dir="rtl"', row.reference, 'value="language_level" selected'))
    assert ayesha.full_name not in page.text
    assert (states([row]), Message.objects.exists()) == (["presented"], False)


def test_the_letter_of_an_invitation_shows_the_times_in_both_countries(desk, applied):
    row = applied("presented")
    page = desk.post(f"{HERE}{row.public_id}/invite/", TIMES | {"preview": "1", "message": "Bring a laptop"})
    assert all(
        words in page.text
        for words in ("06:00 (Pakistan time) = ", "10:00 (Japan time)", "Bring a laptop", "video, 45 minutes", "Send the invitation")
    )
    assert states([row]) == ["presented"]
    first = desk.get(f"{HERE}{row.public_id}/invite/")
    assert first.text.count("(Pakistan time) = ") == 3, "the letter stands there from the beginning, with the times that were filled in"
    wrong = desk.post(f"{HERE}{row.public_id}/invite/", {"day_1": "x", "time_1": "10:00"})
    assert wrong.text.count("(Pakistan time) = ") == 0


def test_new_times_take_the_place_of_the_old(desk, applied):
    row = applied("interviewing")
    talk = interview(row, 48)
    before = talk.slots.get().starts_at
    assert "https://meet.example.org/x" in desk.get(f"{HERE}{row.public_id}/move/").text
    desk.post(f"{HERE}{row.public_id}/move/", TIMES | {"version": row.version})
    newest = row.interviews.order_by("-round").first()
    assert before not in [slot.starts_at for slot in newest.slots.all()]


def test_the_card_of_an_interview_is_kept_and_needs_what_comes_next(desk, applied):
    row = applied("interviewing")
    talk = held(row)
    path, marks = f"{HERE}{row.public_id}/outcome/", {"mark_skill": "◎", "mark_language": "△", "mark_talk": "○", "mark_will": "○"}
    assert desk.post(path, marks | {"version": row.version}).status_code == 200
    assert desk.post(path, marks | {"outcome": "open", "note": "Good.", "version": row.version}).status_code == 302
    talk.refresh_from_db()
    assert (talk.outcome, talk.outcome_note) == ("open", "Good.")


@pytest.mark.parametrize("page", ["move/", "outcome/", "offer/document/", "offer.pdf"])
def test_without_a_round_or_an_offer_there_is_no_such_page(desk, applied, page):
    assert desk.get(f"{HERE}{applied('presented').public_id}/{page}").status_code == 404


def said(application, **changes):
    """The offer form filled in."""
    return {name: str(value) for name, value in conditions(application.vacancy, **changes).items()} | {"version": application.version}


def paper(data=None, name="notice.pdf", kind="application/pdf"):
    return SimpleUploadedFile(name, data or document(), content_type=kind)


def test_the_employers_own_paper_goes_with_the_offer(desk, client, applied, ayesha, zed, ken):
    row = applied("interviewing")
    assert desk.post(f"{HERE}{row.public_id}/offer/", said(row) | {"document": paper()}).status_code == 302
    offer = Offer.objects.get()
    opened = desk.get(f"{HERE}{row.public_id}/offer/document/")
    assert (opened.status_code, opened.headers["Content-Type"]) == (200, "application/pdf")
    hers = f"/en/me/applications/{row.public_id}/offer/document/"
    client.force_login(ayesha)
    assert client.get(hers).status_code == 404, "not before the offer is made"
    client.force_login(ken)
    assert client.get(f"/desk/case/offer/{offer.public_id}/document/").content[:4] == b"%PDF"
    transitions.assent_offer(offer, by=ken)
    client.force_login(ayesha)
    assert client.get(hers).content[:4] == b"%PDF"
    assert hers in client.get(f"/en/me/applications/{row.public_id}/offer/").text
    client.force_login(zed)
    assert client.get(f"{HERE}{row.public_id}/offer/document/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [(b"%PDF-1.7 broken", "a.pdf", "application/pdf"), (b"<script>", "a.html", "text/html"), (b"MZ" * 99, "a.pdf", "application/pdf")],
)
def test_a_paper_that_cannot_be_read_is_named_and_the_conditions_stay(desk, applied, wrong):
    row = applied("interviewing")
    page = desk.post(f"{HERE}{row.public_id}/offer/", said(row, duties="These exact duties") | {"document": paper(*wrong)})
    assert (page.status_code, "These exact duties" in page.text) == (200, True)
    assert '<a href="#id_document">' in page.text
    assert page.text.count('id="error-summary"') == 1
    assert not Offer.objects.exists()


def test_the_company_puts_the_interview_into_its_own_calendar(desk, applied, ayesha):
    application = applied("interviewing")
    url, talk = f"{HERE}{application.public_id}/interview.ics", interview(application, 48)
    assert desk.get(url).headers["Location"] == f"{HERE}{application.public_id}/"
    talk.slots.update(is_chosen=True)
    Interview.objects.update(confirmed_at=timezone.now(), minutes=45)
    assert url in desk.get(f"{HERE}{application.public_id}/").text
    [event] = Calendar.from_ical(desk.get(url).content).walk("VEVENT")
    assert event.decoded("dtstart") == talk.slots.get().starts_at.replace(microsecond=0)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=45)
    assert application.candidate.reference in str(event["summary"])
    assert ayesha.full_name not in desk.get(url).text


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("20,000 yen", "12,000 yen"), "Different"),
        (("; housing: 20,000 yen a month", ""), "Left out"),
        (("; 通勤手当", ""), "Left out"),
        (("", ""), "Same"),
    ],
)
def test_an_allowance_that_is_less_or_gone_is_marked(opening, change, word):
    """The advertisement's allowances by kind stand beside those of the offer (Employment Security Act 5-3(3))."""
    for kind, yen in (("commuting", 15_000), ("housing", 20_000)):
        Allowance.objects.create(vacancy=opening, kind=kind, yen=yen)
    said = advertised(opening)["allowances"]
    assert said == "commuting: 15,000 yen a month; housing: 20,000 yen a month; 通勤手当"
    [row] = [row for row in compared(opening, {"allowances": said.replace(*change)}) if row["name"] == "allowances"]
    assert str(row["tag"]["word"]) == word


@pytest.mark.parametrize(
    ("hours", "confirmed", "reminded", "is_due"),
    [
        (25, 72, None, False), (24, 72, None, True), (20, 72, 4, False), (2, 72, 20, True), (1, 72, 1, False), (20, 3, None, False),
        (2, 5, None, True), (-1, 72, None, False),
    ],
)  # fmt: skip
def test_a_reminder_is_due_a_day_and_two_hours_before_each_once(hours, confirmed, reminded, is_due):
    """Hours to the start, since the time was confirmed, and since the last reminder."""
    now = timezone.now()
    ago = {name: now - timedelta(hours=since) for name, since in (("confirmed", confirmed), ("reminded", reminded)) if since is not None}
    asked = {"starts_at": now + timedelta(hours=hours), "confirmed_at": ago["confirmed"], "reminded_at": ago.get("reminded"), "now": now}
    assert is_reminder_due(**asked) is is_due


def test_both_are_reminded_once_of_an_interview_tomorrow(applied):
    talk = interview(applied("interviewing"), 20)
    talk.slots.update(is_chosen=True)
    Interview.objects.update(confirmed_at=timezone.now() - timedelta(days=3))
    assert (remind_due(), remind_due()) == (1, 0)
    write_letters(Entry.objects.get(kind=REMIND))
    assert set(Message.objects.values_list("recipient__role", flat=True)) == {"candidate", "employer"}
