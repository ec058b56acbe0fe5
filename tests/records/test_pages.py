"""The pages of records: where steps came from, what changed, who saw what; for whom, in which words, and at any length."""

import csv
import tracemalloc
from datetime import timedelta
from io import BytesIO, StringIO
from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records import sight
from records.middleware import WATCHED
from records.models import Inquiry, Visit
from records.seals import seal
from reviews import claims
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ProfileFactory
from tests.records.conftest import by_hand
from tests.reviews.workbooks import cells
from vault.models import AccessRecord, record_access

ASK = {
    "what": "saw",
    "account": "omar@example.org",
    "since": "2020-01-01T00:00",
    "until": "2050-01-01T00:00",
    "clock": "Asia/Karachi",
    "reason": "a complaint of today",
}


@pytest.fixture
def application(ayesha, vacancy):
    return ApplicationFactory(candidate=ProfileFactory(user=ayesha, about="Java"), vacancy=vacancy, state="submitted")


@pytest.fixture
def amnas(client, amna):
    client.force_login(amna)
    return client


def asked(amna, person, **more):
    times = {"since": timezone.now() - timedelta(days=1), "until": timezone.now() + timedelta(days=1)}
    return Inquiry.objects.create(by=amna, person=person, reason="a complaint of today", **times | more)


# ── one case ───────────────────────────────────────────────────────────────────────────────────────────
def page_of(client, user, application):
    client.force_login(user)
    return client.get(f"/desk/records/case/application/{application.public_id}/").text


def test_from_where_a_step_came_is_for_supervisors_and_the_auditor(client, application, ayesha, omar, amna, audit, ken):
    client.force_login(ayesha)
    client.post(reverse("applications:step", args=[application.public_id, "withdraw"]), REMOTE_ADDR="203.0.113.77")
    shown = {user.role: page_of(client, user, application) for user in (amna, audit, omar, ken)}
    assert [role for role, text in shown.items() if "203.0.113.0/24" in text] == ["oec_supervisor", "auditor"]
    assert "203.0.113.77" not in "".join(shown.values())
    assert "The site" in shown["auditor"]
    assert "From where" not in shown["oec_officer"]


def test_old_and_new_stand_side_by_side_for_those_who_may_see_them(client, application, ayesha, omar, audit):
    profile = application.candidate
    profile.about, profile.full_name, profile.cnic = "Go", "Ayesha Bibi", "3520212345679"
    profile.save()
    ayesha.phone = "+923019999999"
    ayesha.save()
    officers, auditors = page_of(client, omar, application), page_of(client, audit, application)
    assert ">Java<" in officers
    assert ">Go<" in officers
    assert ">Go<" not in auditors, "own words may hold names and contacts"
    for text in (officers, auditors):
        assert "Changed. The values are not shown here." in text
        assert "35202" not in text
        assert "9999999" not in text
    assert "Ayesha Bibi" in officers
    assert "Ayesha Bibi" not in auditors


def test_what_was_done_by_hand_is_called_so(client, application, omar):
    by_hand("UPDATE candidates_profile SET about = 'forged' WHERE id = %s", application.candidate.pk)
    text = page_of(client, omar, application)
    assert "forged" in text
    assert "by hand in the database" in text


def test_a_case_links_to_its_records(client, application, omar):
    client.force_login(omar)
    text = client.get(f"/desk/case/application/{application.public_id}/").text
    assert reverse("admin:desk_records_case", args=["application", application.public_id]) in text


@pytest.mark.parametrize(("who", "status"), [("sato", 403), ("ayesha", 403), ("olga", 403), ("ken", 200), ("audit", 200)])
def test_the_records_of_a_case_are_for_the_readers_of_the_desk(client, application, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"/desk/records/case/application/{application.public_id}/").status_code == status


def test_papers_are_for_oec(client, application, ken):
    client.force_login(ken)
    assert client.get(f"/desk/records/case/evidence/{application.public_id}/").status_code == 403
    assert client.get(f"/desk/records/case/nothing/{application.public_id}/").status_code == 404


@pytest.mark.parametrize("before", ["x", "0", "99999999999999999999", "-1", "²"])
def test_a_strange_page_is_no_error(client, application, omar, before):
    client.force_login(omar)
    assert client.get(f"/desk/records/case/application/{application.public_id}/?before={before}").status_code == 200


def test_long_histories_are_paged_with_as_many_queries(client, application, omar):
    client.force_login(omar)
    address = f"/desk/records/case/application/{application.public_id}/"

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            text = client.get(address).text
        return len(seen), text

    before, _text = queries()
    for n in range(120):
        type(application.candidate).objects.filter(pk=application.candidate.pk).update(about=f"words {n}")
    after, text = queries()
    assert after <= before
    assert "words 119" in text
    assert "words 1<" not in text
    following = text.split("?before=")[1].split('"')[0]
    assert "words 1<" in client.get(f"{address}?before={following}").text


# ── who saw what ───────────────────────────────────────────────────────────────────────────────────────
def test_an_inquiry_needs_a_reason_and_an_account(amnas):
    answer = amnas.post("/desk/records/", ASK | {"reason": "why", "account": "nobody@example.org", "until": "2019-01-01T00:00"})
    assert answer.status_code == 422
    for words in ("Write in a few words why you ask.", "No account has this e-mail or number.", "The end must come after the beginning."):
        assert words in answer.text
    assert 'value="nobody@example.org"' in answer.text, "what was typed is kept"
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize("broken", [{"since": "yesterday"}, {"clock": "UTC"}, {"what": ""}, {"since": "0001-01-01T00:00"}, {"until": ""}])
def test_a_broken_inquiry_is_no_error(amnas, omar, broken):
    assert amnas.post("/desk/records/", ASK | broken).status_code in (302, 422)


def test_the_clock_is_the_one_that_was_chosen(amnas, omar):
    amnas.post("/desk/records/", ASK | {"since": "2026-11-01T09:00", "clock": "Asia/Tokyo"})
    assert Inquiry.objects.get().since.isoformat() == "2026-11-01T00:00:00+00:00"


def test_everything_that_an_account_saw_in_one_stream(amnas, amna, omar, application):
    record_access(omar, application.candidate, field="cnic+birth_date", purpose="claimed case", case=application.reference)
    claims.take("application", application.public_id, by=omar)
    Visit.objects.create(user=omar, what="export", page="admin:desk_ledger")
    Visit.objects.create(user=omar, what="person", page="admin:desk_person", subject_ref=application.candidate.public_id)
    record_access(amna, application.candidate, field="phone", purpose="stated reason")
    page = amnas.post("/desk/records/", ASK, follow=True).text
    for words in (
        "CNIC, date of birth",
        "case opened",
        "Ledger of vacancies",
        "person&#x27;s page",
        application.reference,
        application.candidate.reference,
    ):
        assert words in page, words
    assert "stated reason" not in page, "that was Amna"
    assert "Ayesha" not in page
    assert "a complaint of today" in page


def test_who_looked_at_a_person(amnas, amna, omar, application, bilal):
    record_access(omar, application.candidate, field="phone", purpose="claimed case")
    record_access(omar, ProfileFactory(user=bilal), field="cnic", purpose="counter")
    claims.take("application", application.public_id, by=omar)
    page = amnas.post("/desk/records/", ASK | {"what": "seen", "account": application.candidate.reference.lower()}, follow=True).text
    assert "Omar Farooqi" in page
    assert "case opened" in page
    assert "search at the counter" not in page


def test_a_candidate_is_asked_about_by_number(amnas, amna, ayesha):
    profile = ProfileFactory(user=ayesha)
    inquiry = asked(amna, ayesha, what="seen")
    for path in ("", f"asked/{inquiry.public_id}/"):
        page = amnas.get(f"/desk/records/{path}").text
        assert (f"<bdi>{profile.reference}</bdi>" in page, str(ayesha) in page) == (True, False)


def test_an_inquiry_is_itself_on_record_and_stays(amnas, amna, omar, audit):
    amnas.post("/desk/records/", ASK)
    amnas.force_login(audit)
    page = amnas.post("/desk/records/", ASK | {"account": "amna@example.org"}, follow=True).text
    assert "a complaint of today" in page
    assert "Amna Siddiqui" in page
    with pytest.raises(Exception, match="append-only"):
        Inquiry.objects.all().delete()


@pytest.mark.parametrize(("who", "status"), [("omar", 403), ("ken", 403), ("olga", 403), ("sato", 403), ("ayesha", 403), ("audit", 200)])
def test_records_are_for_supervisors_and_the_auditor(client, request, amna, omar, who, status):
    inquiry = asked(amna, omar)
    client.force_login(request.getfixturevalue(who))
    for path in ("", "access/", "seals/", "seals/heads.txt", f"asked/{inquiry.public_id}/", f"asked/{inquiry.public_id}/file.csv"):
        assert client.get(f"/desk/records/{path}").status_code == status, path


def many(omar, ayesha, count):
    """Looks of one account, made by the database."""
    by_hand(
        'INSERT INTO vault_accessrecord (at, user_id, user_role, person_id, subject_type, subject_id, field, purpose, note, "case")'
        " SELECT now() - interval '1 hour' + (n / 3) * interval '1 millisecond', %s, 'oec_officer', %s, 'candidates.profile',"
        " gen_random_uuid(), 'cnic', 'claimed case', '', 'OEC-' || n FROM generate_series(1, %s) n",
        omar.pk,
        ayesha.pk,
        count,
    )


def test_pages_follow_each_other_without_a_gap_also_at_equal_times(amnas, amna, omar, ayesha, application):
    many(omar, ayesha, 130)
    for _n in range(3):
        Visit.objects.create(user=omar, what="search", page="admin:desk_counter", at=AccessRecord.objects.order_by("pk")[49].at)
    inquiry, mark, seen = asked(amna, omar), None, []
    while True:
        lines, mark = sight.page_of(inquiry, mark)
        seen += [(line.source, line.pk) for line in lines]
        if mark is None:
            break
    assert len(seen) == len(set(seen)) == 133
    assert seen == [(line.source, line.pk) for line in sight.lines(inquiry)]
    first = amnas.get(f"/desk/records/asked/{inquiry.public_id}/").text
    following = first.split("?after=")[1].split('"')[0]
    assert "OEC-51" in amnas.get(f"/desk/records/asked/{inquiry.public_id}/?after={following}").text


@pytest.mark.parametrize("after", ["x", "2026-01-01~look~1", "2026-01-01T00:00:00+00:00~look~x", "~~", "2026-01-01T00:00:00+00:00~../~1"])
def test_a_strange_mark_is_no_error(amnas, amna, omar, after):
    assert amnas.get(f"/desk/records/asked/{asked(amna, omar).public_id}/", {"after": after}).status_code == 200
    assert amnas.get("/desk/records/access/", {"before": after}).status_code == 200


def test_the_files_hold_every_line_and_compute_nothing(amnas, amna, omar, ayesha):
    many(omar, ayesha, 60)
    record_access(omar, ayesha, field="phone", purpose="stated reason", note='=HYPERLINK("http://evil.example")', person=ayesha)
    inquiry = asked(amna, omar)
    answer = amnas.get(f"/desk/records/asked/{inquiry.public_id}/file.csv")
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert len(rows) == 62
    assert rows[0][0] == "Pakistan time"
    assert rows[-1][6].startswith("'=HYPERLINK")
    book = cells(BytesIO(b"".join(amnas.get(f"/desk/records/asked/{inquiry.public_id}/file.xlsx").streaming_content)))
    assert book["formulas"] == 0
    assert "OEC-60" in book["words"]
    assert amnas.get(f"/desk/records/asked/{inquiry.public_id}/file.pdf").status_code == 404


def test_a_full_file_says_so(amnas, amna, omar, ayesha, monkeypatch):
    many(omar, ayesha, 10)
    monkeypatch.setattr("records.desk.inquiries.FILES", {"csv": (__import__("paper.table").table.csv_stream, 5)})
    text = b"".join(amnas.get(f"/desk/records/asked/{asked(amna, omar).public_id}/file.csv").streaming_content).decode()
    assert len(text.strip().splitlines()) == 7
    assert "This file is full." in text


@pytest.mark.slow
def test_a_long_file_needs_no_more_memory_than_a_short_one(amna, omar, ayesha):
    many(omar, ayesha, 16_000)
    inquiry, peaks = asked(amna, omar), []
    for count in (5_000, 16_000):
        tracemalloc.start()
        assert sum(1 for _line in islice(sight.lines(inquiry), count)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3, peaks


# ── the access log ─────────────────────────────────────────────────────────────────────────────────────
def test_the_access_log_by_account_person_and_day(amnas, omar, nadia, application, bilal):
    other = ProfileFactory(user=bilal)
    record_access(omar, application.candidate, field="cnic", purpose="claimed case", case="OEC-A")
    record_access(nadia, application.candidate, field="page 2", purpose="claimed case", case="OEC-B")
    record_access(omar, other, field="phone", purpose="stated reason", note="called about the card", case="OEC-C")

    def cases(**wanted):
        text = amnas.get("/desk/records/access/", wanted).text
        return [case for case in ("OEC-A", "OEC-B", "OEC-C") if case in text]

    assert cases() == ["OEC-A", "OEC-B", "OEC-C"]
    assert cases(who="omar@example.org") == ["OEC-A", "OEC-C"]
    assert cases(person=application.candidate.reference) == ["OEC-A", "OEC-B"]
    assert cases(who="nadia@example.org", person=other.reference) == []
    assert cases(since="2020-01-01", until="2020-02-01") == []
    assert "No account has this e-mail or number." in amnas.get("/desk/records/access/", {"who": "x"}).text
    assert "page 2 of a document" in amnas.get("/desk/records/access/").text


def test_the_access_log_is_paged_along_its_index(amnas, omar, ayesha):
    many(omar, ayesha, 120)

    def page(address):
        with CaptureQueriesContext(connection) as seen:
            text = amnas.get(address).text
        return text, [query["sql"] for query in seen]

    first, queries = page("/desk/records/access/?who=omar@example.org")
    assert "OEC-120" in first
    assert "OEC-70<" not in first
    assert not [sql for sql in queries if "COUNT(" in sql and "vault_accessrecord" in sql]
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second, more = page(f"/desk/records/access/{following}")
    assert "OEC-70" in second
    assert len(more) <= len(queries)


# ── visits and seals ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", WATCHED)
def test_every_watched_page_exists_and_has_its_word(name):
    from records.words import PAGES
    from tests.authz.walk import addresses

    assert name in {address.name for address in addresses()}
    assert name in PAGES


def test_searching_opening_and_taking_out_is_written_down(client, omar, amna, application):
    client.force_login(omar)
    client.post("/desk/counter/", {"who": "C-0"})
    client.get(f"/desk/counter/{application.candidate.public_id}/")
    client.get("/desk/figures/stages.csv")
    client.get("/desk/figures/stages.pdf")
    client.get("/desk/counter/")
    assert list(Visit.objects.order_by("pk").values_list("what", "subject_ref")) == [
        ("search", None),
        ("person", application.candidate.public_id),
        ("export", None),
    ]


def test_who_is_sent_away_has_visited_nothing(client, amna, omar, application):
    asked_for = f"/desk/records/asked/{asked(amna, omar).public_id}/file.csv"
    for path in (asked_for, "/desk/records/access/", f"/desk/counter/{application.candidate.public_id}/", "/desk/figures/stages.csv"):
        assert client.get(path).status_code == 302, path
    assert client.post("/desk/counter/", {"who": "C-0"}).status_code == 302
    client.force_login(omar)
    assert client.get("/desk/records/access/").status_code == 403
    assert not Visit.objects.exists()


def test_the_newest_seals_are_shown_and_taken_out(amnas, omar):
    assert "Nothing is sealed yet." in amnas.get("/desk/records/seals/").text
    omar.full_name = "Omar F."
    omar.save()
    from records.logs import LOGS

    seal(LOGS["change"])
    text = amnas.get("/desk/records/seals/heads.txt").text
    assert text.split()[0] == "change"
    assert text.split()[-1] in amnas.get("/desk/records/seals/").text


def test_the_way_leads_from_today(client, amna, omar):
    for user, is_there in ((amna, True), (omar, False)):
        client.force_login(user)
        assert ("/desk/records/" in client.get("/desk/").text) is is_there
