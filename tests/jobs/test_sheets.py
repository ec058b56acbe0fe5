"""A job sheet sent as a file: entered by Inter-SES for the employer, who confirms by sending it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs import sheets
from jobs.models import SentSheet, UsualTerms, Vacancy
from tests.jobs.test_papers import scan
from workflow.models import Entry
from workflow.steps import Refused

AT = "/ja/employer/sheets/"


@pytest.fixture
def sent(client, sato, company):
    client.force_login(sato)
    assert client.post(AT, {"file": scan(), "note": "急ぎません"}).status_code == 302
    return SentSheet.objects.get()


def test_the_sheet_becomes_a_draft_for_the_employer(client, sent, ken, sato):
    UsualTerms.objects.create(employer=sent.employer, holidays="土日祝")
    vacancy = sheets.enter(sent, by=ken)
    entry = Entry.objects.about(vacancy).get()
    assert (vacancy.is_entered_by_agency, vacancy.holidays, entry.actor, entry.on_behalf_of, entry.source) == (
        True,
        "土日祝",
        ken,
        sato,
        "scan",
    )
    with pytest.raises(Refused):
        sheets.enter(SentSheet.objects.get(), by=ken)


def test_inter_ses_writes_only_drafts_of_sheets(client, sent, ken, vacancy):
    entered = sheets.enter(sent, by=ken)
    client.force_login(ken)
    base = "/ja/employer/vacancies/"
    assert client.get(f"{base}{entered.public_id}/edit/work/").status_code == 200
    assert (
        client.post(
            f"{base}{entered.public_id}/edit/work/", {"seen": f"{entered.version}.0", "title_ja": "開発者", "seats": "1"}
        ).status_code
        == 302
    )
    assert Vacancy.objects.get(pk=entered.pk).title_ja == "開発者"
    assert client.get(f"{base}{vacancy.public_id}/edit/work/").status_code == 404
    assert client.get(f"{base}{vacancy.public_id}/").status_code == 404


def test_a_sheet_is_refused_with_a_reason_that_the_employer_reads(client, sent, ken, sato):
    client.force_login(ken)
    client.post(f"/desk/sheets/{sent.public_id}/refuse/", {"why": " "})
    assert SentSheet.objects.waiting().count() == 1
    client.post(f"/desk/sheets/{sent.public_id}/refuse/", {"why": "2ページ目が読めません"})
    client.post(f"/desk/sheets/{sent.public_id}/refuse/", {"why": "again"})
    assert [entry.actor for entry in Entry.objects.filter(kind="sheet.refuse", subject_ref=sent.public_id)] == [ken]
    client.force_login(sato)
    assert "2ページ目が読めません" in client.get(AT).text


def test_the_desk_opens_the_file_and_others_do_not(client, sent, ken, omar, zed):
    client.force_login(ken)
    assert client.get("/desk/sheets/").status_code == 200
    assert client.get(f"/desk/sheets/{sent.public_id}/file/").status_code == 200
    for person in (omar, zed):
        client.force_login(person)
        assert client.get(f"/desk/sheets/{sent.public_id}/file/").status_code in (302, 403, 404)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>"])
def test_a_file_that_is_no_sheet_is_refused_in_words(client, sato, company, content):
    client.force_login(sato)
    page = client.post(AT, {"file": SimpleUploadedFile("a.pdf", content, "application/pdf"), "note": "残す"})
    assert (page.status_code, "残す" in page.text, SentSheet.objects.count()) == (200, True, 0)
