"""An employer in Japanese, from the registration to the acceptance: every page in Chromium, every file opened by its own reader."""

import json
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pypdfium2
import pytest
from icalendar import Calendar

from tests.browser import measures
from tests.browser.person import Person
from tests.browser.test_story import (
    NAME,
    SCRIPT,
    TODAY,
    accepted,
    applied,
    at_the_desk,
    brought,
    described,
    digits,
    presented,
    published,
    registered,
    signed_up,
)

KARACHI = ZoneInfo("Asia/Karachi")


@pytest.fixture(scope="module")
def desk(visitors, portal) -> dict[str, Person]:
    return at_the_desk(visitors, portal)


@pytest.fixture(scope="module")
def sato(visitors, portal) -> Person:
    return registered(visitors, portal)


@pytest.fixture(scope="module")
def vacancy(sato, desk) -> str:
    """Stopped by the minimum wage once on its way (see `written_vacancy`)."""
    return published(sato, desk)


def fetched(person_or_page, path: str) -> tuple[str, bytes]:
    """Kind and bytes of what an address answers to this visitor."""
    page = getattr(person_or_page, "page", person_or_page)
    answer = page.context.request.get(path)
    assert answer.status == 200, (path, answer.status)
    return answer.headers["content-type"], answer.body()


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


# ── the public side ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def phone(vacancy, visitors):
    """The job on a stranger's phone in Urdu; it is the newest in the list."""
    page = visitors.open("ur")
    page.goto("/ur/jobs/")
    page.locator("ul.jobs a").first.click()
    page.wait_for_load_state()
    assert vacancy in page.locator("main").inner_text()
    return page


def test_the_job_reads_well_on_a_phone_in_urdu(phone):
    assert phone.locator("html").get_attribute("dir") == "rtl"
    assert SCRIPT["ur"].search(phone.locator("h1").inner_text())
    assert measures.sideways(phone) <= 0
    assert measures.violations(phone) == []


def test_search_engines_read_the_posting(phone):
    found = json.loads(phone.locator("script[type='application/ld+json']").first.text_content())
    posting = found if found.get("@type") == "JobPosting" else next(one for one in found["@graph"] if one["@type"] == "JobPosting")
    assert {"title", "description", "datePosted", "validThrough", "hiringOrganization", "jobLocation"} <= posting.keys()
    assert date.fromisoformat(posting["datePosted"][:10]) in (TODAY, TODAY + timedelta(days=1))
    assert posting["baseSalary"]["currency"] == "JPY"
    assert 320_000 in (posting["baseSalary"]["value"].get("value"), posting["baseSalary"]["value"].get("minValue"))


def test_its_poster_names_the_job_and_its_number(phone, vacancy):
    job = re.search(r"/jobs/([0-9a-f-]{36})/", phone.url).group(1)
    kind, body = fetched(phone, f"/ur/jobs/{job}/poster.pdf")
    assert kind.startswith("application/pdf")
    assert vacancy in text_of(body)


def test_the_feed_tells_of_it(phone):
    _kind, body = fetched(phone, "/en/jobs/feed.atom")
    feed = feedparser.parse(body)
    job = re.search(r"/jobs/([0-9a-f-]{36})/", phone.url).group(1)
    assert not feed.bozo, feed.bozo_exception
    assert [entry.title for entry in feed.entries if job in entry.link]


# ── three candidates ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def three(vacancy, sato, desk, visitors, portal) -> list[Person]:
    """Three who applied and were presented; on each page the employer looked for who it is."""
    people = [Person(visitors.open("ur"), portal, "ur", f"+92300{digits(7)}") for _ in range(3)]
    for person in people:
        signed_up(person)
        described(person)
        brought(person, desk)
        applied(person, vacancy)
        person.place = presented(sato, person, desk)
    return people


def secrets_of(person: Person) -> tuple[str, ...]:
    return (NAME, person.cnic, person.contact, person.contact[3:])


def test_the_employer_sees_three_numbers_and_nobody(three, sato):
    sato.go("/employer/candidates/")
    words = sato.page.content()
    assert all(person.reference in words for person in three)
    assert not [secret for person in three for secret in secrets_of(person) if secret in words]


def test_their_japanese_sheets_come_in_one_print(three, sato):
    sato.go("/employer/candidates/")
    asked = "&".join(f"a={person.place.strip('/').split('/')[-1]}" for person in three)
    kind, body = fetched(sato, f"/ja/employer/candidates/sheets.pdf?{asked}")
    words = text_of(body)
    assert kind.startswith("application/pdf")
    assert all(person.reference in words for person in three)
    assert "スキルシート" in words
    assert not [secret for person in three for secret in secrets_of(person) if secret in words]


# ── an interview, an offer ────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def talk(three, sato) -> datetime:
    """The time that the first of them chose."""
    ayesha, day = three[0], TODAY + timedelta(days=6)
    sato.go(f"{ayesha.place}invite/")
    others = dict.fromkeys(("day_2", "time_2", "day_3", "time_3"), "")
    sato.fill(day_1=day, time_1="10:30", place="https://meet.example/1", **others).send()
    ayesha.got("interview_invited", "sms")
    ayesha.go(f"/me{ayesha.path}")
    ayesha.follow("#interview button[name=slot]")
    return datetime(day.year, day.month, day.day, 10, 30, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_both_see_the_interview_in_their_own_time(three, sato, talk):
    ayesha = three[0]
    ayesha.go(f"/me{ayesha.path}")
    sato.go(ayesha.place)
    for person, selector in ((ayesha, "#interview .note.ok"), (sato, "main")):
        shown = person.page.locator(selector).last
        times = shown.locator("time").evaluate_all("all => all.map(one => one.dateTime)")
        assert talk in {datetime.fromisoformat(one) for one in times if "T" in one}, times
        assert "10:30" in shown.inner_text()
        assert f"{talk.astimezone(KARACHI):%H:%M}" in shown.inner_text()


def test_the_calendar_takes_it(three, talk):
    ayesha = three[0]
    ayesha.go(f"/me{ayesha.path}")
    kind, body = fetched(ayesha, ayesha.page.locator("#interview a[href$='.ics']").last.get_attribute("href"))
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert kind.startswith("text/calendar")
    assert event.decoded("dtstart") == talk
    assert NAME not in body.decode()


def test_the_changed_allowance_is_marked_and_the_acceptance_told(three, sato, desk, talk, portal):
    ayesha, before = three[0], len(portal.sent())
    sato.go(f"{ayesha.place}offer/")
    sato.fill(pay_day="月末締め、翌月25日、銀行振込", leaving="30日前に申し出る", answer_by=TODAY + timedelta(days=10))
    sato.fill(allowances="Housing allowance 20,000 yen").send()
    if "/offer/" in sato.page.url:  # the letter is shown once more before it goes
        sato.send()
    desk["inter_ses"].decide("offer", ayesha.application, "assent")
    ayesha.got("offer_made", "sms", after=before)
    ayesha.go(f"/me{ayesha.path}offer/")
    marked = ayesha.page.locator("tr.diff").all_inner_texts()
    assert [row for row in marked if "Housing allowance 20,000 yen" in row], marked
    accepted(ayesha)
    told = sato.got("offer_accepted_employer", after=before)
    assert SCRIPT["ja"].search(told["subject"])
