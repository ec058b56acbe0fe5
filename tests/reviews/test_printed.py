"""The file on paper: what stands on the cover and the note sheet, for whom, and the record that each print leaves."""

from datetime import date

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import transitions
from paper.typeset import pdf
from reviews import papers
from tests.applications.factories import ApplicationFactory, paper, proven_profile
from tests.candidates.factories import ProfileFactory
from vault.models import AccessRecord
from workflow.noting import write_note

CNIC, MASKED = "4220112345671", "42201-*****67-1"


@pytest.fixture
def sent(reference, ayesha):
    profile = proven_profile(ayesha, cnic=CNIC, full_name="Ayesha Khan", passport_name="")
    return ApplicationFactory(candidate=profile, state="submitted")


@pytest.fixture
def desk(client, omar):
    client.force_login(omar)
    return client


def of(thing, sheet):
    kind = "person" if thing._meta.model_name == "profile" else "application"
    return f"/desk/paper/{kind}/{thing.public_id}/{sheet}/"


def text_of(answer):
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))


def test_the_cover_of_a_case_names_it_and_masks_the_cnic(desk, sent):
    page = text_of(desk.get(of(sent, "cover")))
    assert all(words in page for words in (sent.reference, sent.vacancy.reference, "Ayesha Khan", MASKED, "CNIC, both sides"))
    assert CNIC not in page.replace("-", "")


STAGE = {"what": "Sent to OEC", "what_ur": "OEC کو بھیجی گئی", "on": "22 Nov 2026, 23:53", "by": "Rabia Nawaz", "role": "OEC officer"}


def lines_over(page, words):
    """How many ruled lines stand close above these words; None on a page without them."""
    texts = page.get_textpage()
    if (found := texts.search(words).get_next()) is None:
        return None
    foot = texts.get_charbox(found[0])[3]
    tops = [thing.get_bounds() for thing in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    return sum(foot < top <= foot + 20 and right - left > 100 for left, _bottom, right, top in tops)


@pytest.mark.parametrize("stages", [1, 4, 6, 7, 8, 9, 10, 11])
def test_signatures_stay_under_their_lines(sent, omar, stages):
    values = papers.cover(sent.candidate, sent, omar) | {"stages": [STAGE] * stages}
    pages = list(pypdfium2.PdfDocument(pdf("file_cover", values, made_on=date(2026, 11, 30))))
    assert [count for page in pages if (count := lines_over(page, "Dealing officer")) is not None] == [3]
    assert len(pages) == 1 or stages > 4, "a usual file has a cover of one page"


@pytest.mark.parametrize("sheet", ["cover", "notes"])
@pytest.mark.parametrize("of_what", ["case", "person"])
def test_each_print_leaves_a_record_that_the_person_can_read(desk, sent, omar, of_what, sheet):
    thing = sent if of_what == "case" else sent.candidate
    assert text_of(desk.get(of(thing, sheet)))
    [row] = AccessRecord.objects.about(sent.candidate.user)
    assert (row.user, row.purpose, row.case) == (omar, "printed", thing.reference)
    assert row.field == {"cover": "file_cover", "notes": "note_sheet"}[sheet]
    desk.force_login(sent.candidate.user)
    assert "They printed a sheet for your paper file" in desk.get("/en/me/data/looked/").text


def test_the_cover_tells_stages_with_officers_in_order(sent, omar):
    transitions.send_back(sent, by=omar, note="The degree cannot be read")
    transitions.withdraw(sent, by=sent.candidate.user)
    stages = papers.cover(sent.candidate, sent, omar)["stages"]
    assert [(row["what"], row["by"], row["role"]) for row in stages] == [
        ("Sent back", str(omar), "OEC officer"),
        ("Withdrawn", str(sent.candidate.user), "Candidate"),
    ]


def test_the_checklist_marks_what_oec_verified_and_keeps_empty_boxes(sent, omar):
    paper(sent.candidate, "passport", state="received")
    rows = {row["paper"]: row for row in papers.cover(sent.candidate, sent, omar)["papers"]}
    assert [rows[name]["is_verified"] for name in ("CNIC, both sides", "Passport", "Transcript")] == [True, False, False]
    assert (rows["Passport"]["state"], rows["Transcript"]["state"]) == ("To check", "")
    assert rows["CNIC, both sides"]["how"].startswith("original seen")


def test_the_note_sheet_holds_only_what_the_reader_may_read(sent, omar, ken):
    write_note(sent, by=ken, text="Between us in Tokyo", reach="own")
    write_note(sent, by=ken, text="For both partners", reach="partners")
    write_note(sent, by=omar, text="اصل سند دیکھی گئی", reach="own")
    shown = papers.note_sheet(sent.candidate, sent, omar)["notes"]
    assert [(row["text"], row["is_urdu"], row["case"]) for row in shown] == [
        ("For both partners", False, sent.reference),
        ("اصل سند دیکھی گئی", True, sent.reference),
    ]
    assert [row["by"] for row in shown] == [str(ken), str(omar)]


def test_what_people_write_is_never_markup(desk, sent, omar):
    write_note(sent, by=omar, text='#panic("x") $ \\ [[ *bold* =1+1 <script>', reach="own")
    assert '#panic("x")' in text_of(desk.get(of(sent, "notes")))


@pytest.mark.parametrize(("full", "passport", "latin", "urdu"), [
    ("عائشہ خان", "AYESHA KHAN", "AYESHA KHAN", "عائشہ خان"), ("Ayesha", "", "Ayesha", ""), ("عائشہ", "", "", "عائشہ"), ("", "", "", ""),
])  # fmt: skip
def test_each_name_stands_in_its_own_script(sent, omar, full, passport, latin, urdu):
    sent.candidate.full_name, sent.candidate.passport_name = full, passport
    found = papers.cover(sent.candidate, None, omar)
    assert (found["name_latin"], found["name_urdu"]) == (latin, urdu)


def test_a_person_without_anything_still_has_a_file(desk, reference):
    empty = ProfileFactory(full_name="", cnic=None)
    assert "No application was sent yet." in text_of(desk.get(of(empty, "cover")))
    assert empty.reference in text_of(desk.get(of(empty, "notes")))


@pytest.mark.parametrize("who", ["ken", "audit", "ayesha", "sato"])
@pytest.mark.parametrize("sheet", ["cover", "notes"])
def test_the_sheets_are_oecs_alone(client, request, sent, who, sheet):
    client.force_login(request.getfixturevalue(who))
    assert [client.get(of(thing, sheet)).status_code for thing in (sent, sent.candidate)] == [403, 403]
    assert not AccessRecord.objects.exists()


def test_a_draft_and_an_unknown_sheet_are_not_found(desk, sent):
    draft = ApplicationFactory(candidate=sent.candidate, state="draft")
    assert [desk.get(url).status_code for url in (of(draft, "cover"), of(sent, "diary"))] == [404, 404]
    assert desk.post(of(sent, "cover")).status_code == 405
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("sheet", ["cover", "notes"])
def test_one_case_or_many_take_the_same_queries(desk, sent, omar, sheet):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert desk.get(of(sent.candidate, sheet)).status_code == 200
        return len(caught)

    write_note(sent, by=omar, text="One", reach="own")
    count()
    few = count()
    for more in ApplicationFactory.create_batch(3, candidate=sent.candidate, state="submitted"):
        write_note(more, by=omar, text="Two", reach="own")
        paper(sent.candidate, "degree")
    assert count() == few


@pytest.mark.parametrize("who", ["omar", "ken"])
def test_the_case_page_offers_the_sheets_to_oec(client, request, sent, who):
    client.force_login(request.getfixturevalue(who))
    assert (of(sent, "cover") in client.get(f"/desk/case/application/{sent.public_id}/").text) == (who == "omar")
