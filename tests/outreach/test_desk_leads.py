"""Ken's pages of leads: list, board, one lead, file; Omar, Sato and Ayesha find nothing; the auditor reads without contact data."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outreach import transitions
from outreach.models import Lead, LeadNote
from outreach.models.lead import japan_today
from tests.outreach.factories import LeadFactory

HERE = "/desk/leads/"
NEW = {"name_ja": "株式会社ひので", "source": "event", "next_step": "電話する", "next_on": "2026-12-01"}
SECRETS = ("Mori Yuki", "mori@midori.example.org")


@pytest.mark.parametrize(
    ("who", "status"), [("ken", 200), ("audit", 200), ("omar", 403), ("amna", 403), ("olga", 403), ("sato", 403), ("ayesha", 403)]
)
def test_the_pages_are_inter_ses_s_and_the_auditor_s(client, lead, request, who, status):
    client.force_login(request.getfixturevalue(who))
    for page in ("", "board/", "export/", f"{lead.public_id}/"):
        assert client.get(f"{HERE}{page}").status_code == status


@pytest.mark.parametrize("who", ["audit", "omar", "sato", "ayesha"])
def test_nobody_else_changes_anything(client, lead, request, who):
    client.force_login(request.getfixturevalue(who))
    for page in ("new/", f"{lead.public_id}/change/", f"{lead.public_id}/move/", f"{lead.public_id}/note/", f"{lead.public_id}/invite/"):
        assert client.post(f"{HERE}{page}", {"to": "met", "text": "x", **NEW}).status_code == 403
    assert (Lead.objects.count(), Lead.objects.get().version) == (1, 1)


def test_the_auditor_reads_no_contact_data_and_sees_no_button(client, lead, audit, ken):
    for user, is_shown in ((audit, False), (ken, True)):
        client.force_login(user)
        text = client.get(f"{HERE}{lead.public_id}/").text
        file = client.get(f"{HERE}export/").content.decode()
        for secret in SECRETS:
            assert (secret in text, secret in file) == (is_shown, is_shown)
        assert (f"{lead.public_id}/move/" in text) == is_shown


@pytest.mark.parametrize("language", ["en", "ur", "ja"])
@pytest.mark.parametrize("page", ["", "board/", "new/", "{id}/", "{id}/change/"])
def test_pages_open_in_each_language(desk, lead, language, page):
    desk.cookies["language"] = language
    answer = desk.get(HERE + page.format(id=lead.public_id))
    assert (answer.status_code, answer.text.count("<h1")) == (200, 1)


def test_ken_adds_a_company_and_is_warned_of_a_double(desk, ken, lead):
    page = desk.post(f"{HERE}new/", NEW | {"responsible": ken.pk})
    assert page.status_code == 302, page.context["form"].errors
    made = Lead.objects.get(name_ja="株式会社ひので")
    assert (made.state, made.responsible, made.version) == ("found", ken, 1)
    page = desk.post(f"{HERE}new/", {"name_ja": "みどり㈱", "responsible": ken.pk})
    assert (page.status_code, [double.name for double in page.context["doubles"]]) == (422, [str(lead)])
    assert desk.post(f"{HERE}new/", {"name_ja": "みどり㈱", "responsible": ken.pk, "is_other": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name_ja": ""}, "name_ja"),
        ({"corporate_number": "1234567890123"}, "corporate_number"),
        ({"contact_email": "mori"}, "contact_email"),
        ({"next_step": ""}, "next_step"),
        ({"responsible": "0"}, "responsible"),
    ],
)
def test_a_wrong_word_is_said_beside_its_field(desk, ken, typed, field):
    page = desk.post(f"{HERE}new/", NEW | {"responsible": ken.pk} | typed)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])


def test_full_width_digits_of_the_corporate_number_are_read(desk, ken):
    desk.post(f"{HERE}new/", NEW | {"responsible": ken.pk, "corporate_number": "Ｔ７-0000-1205-0002"})
    assert Lead.objects.get().corporate_number == "7000012050002"


def test_a_change_keeps_what_a_colleague_did_meanwhile(desk, ken, lead):
    seen = {"name_en": "Midori", "responsible": ken.pk, "version": lead.version}
    transitions.move(lead, by=ken, to="met")
    page = desk.post(f"{HERE}{lead.public_id}/change/", seen)
    assert (page.status_code, Lead.objects.get().name_en) == (422, "Midori Inc.")
    assert desk.post(f"{HERE}{lead.public_id}/change/", seen | {"version": lead.version}).status_code == 302
    assert (Lead.objects.get().name_en, Lead.objects.get().contact_email) == ("Midori", None)


def test_one_click_moves_and_one_click_takes_back(desk, lead):
    answer = desk.post(f"{HERE}{lead.public_id}/move/", {"to": "contacted", "version": lead.version, "back": "board"})
    assert (answer.url, Lead.objects.get().state) == ("/desk/leads/board/", "contacted")
    assert "/undo/" in desk.get(f"{HERE}{lead.public_id}/").text
    desk.post(f"{HERE}{lead.public_id}/undo/", {"version": lead.version + 1})
    assert Lead.objects.get().state == "found"
    assert "/undo/" not in desk.get(f"{HERE}{lead.public_id}/").text
    assert desk.post(f"{HERE}{lead.public_id}/sell/", {}).status_code == 404


def test_a_note_and_an_invitation_from_the_page(desk, lead, letters):
    assert desk.post(f"{HERE}{lead.public_id}/note/", {"text": ""}).status_code == 422
    desk.post(f"{HERE}{lead.public_id}/note/", {"text": "Wants two Go developers <b>", "version": lead.version})
    assert "Wants two Go developers &lt;b&gt;" in desk.get(f"{HERE}{lead.public_id}/").text
    assert LeadNote.objects.get().by.full_name == "Ken Tanaka"
    desk.post(f"{HERE}{lead.public_id}/invite/", {"language": "ja"})
    assert len(letters()) == 1


def test_filters_find_what_they_say(desk, ken, lead):
    other = LeadFactory(responsible=ken, state="met", next_step="Call", next_on=japan_today() - timedelta(days=1))
    yuki = type(ken).objects.create_user(role="inter_ses", email="yuki@example.org", full_name="Yuki")
    his = LeadFactory(responsible=yuki)
    for query, wanted in (
        ("", {lead, other, his}), ("?stage=met", {other}), ("?mine=1", {lead, other}), ("?late=1", {other}), ("?q=midori", {lead}),
        ("?stage=no", {lead, other, his}),
    ):  # fmt: skip
        assert {row["lead"] for row in desk.get(f"{HERE}{query}").context["rows"]} == wanted, query
    board = desk.get(f"{HERE}board/?mine=1").context["columns"]
    assert [len(column["rows"]) for column in board] == [1, 0, 1, 0, 0]


def queries(desk, page):
    with CaptureQueriesContext(connection) as seen:
        assert desk.get(page).status_code == 200
    return len(seen)


@pytest.mark.parametrize("page", ["", "board/", "export/"])
def test_as_many_queries_at_any_size(desk, ken, page):
    LeadFactory.create_batch(2, responsible=ken)
    queries(desk, f"{HERE}{page}")
    few = queries(desk, f"{HERE}{page}")
    LeadFactory.create_batch(40, responsible=ken, state="met")
    assert queries(desk, f"{HERE}{page}") == few <= 12


def test_the_file_is_no_formula(desk, ken):
    LeadFactory(responsible=ken, name_ja="=HYPERLINK(1)", name_en="+1")
    text = desk.get(f"{HERE}export/").content.decode()
    assert text.startswith("\ufeff")
    assert ("'=HYPERLINK(1)" in text, ",'+1," in text) == (True, True)
