"""Ken adds a company, moves it, takes it back, writes notes; the journal holds no personal data; the database refuses the rest."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from outreach import transitions
from outreach.duplicates import doubles_of
from outreach.models import Lead, LeadNote
from outreach.models.lead import japan_today
from tests.jobs.factories import EmployerFactory
from tests.outreach.factories import LeadFactory
from workflow.models import Entry
from workflow.steps import Refused


def kinds(lead):
    return [entry.kind for entry in Entry.objects.about(lead)]


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_a_lead_moves_and_each_undo_goes_one_step_back(lead, ken):
    for stage in ("contacted", "met", "agreed"):
        transitions.move(lead, by=ken, to=stage)
    transitions.undo(lead, by=ken)
    assert lead.state == "met"
    transitions.undo(lead, by=ken)
    transitions.undo(lead, by=ken)
    assert (lead.state, transitions.undo_of(lead)) == ("found", "")
    assert kinds(lead) == ["lead.add", *["lead.move"] * 3, *["lead.undo"] * 3]
    with pytest.raises(Refused) as refused:
        transitions.undo(lead, by=ken)
    assert codes(refused) == ["lead_nothing_to_undo"]


@pytest.mark.parametrize("who", ["omar", "amna", "audit", "olga", "sato", "ayesha"])
def test_nobody_else_works_with_leads(lead, request, who):
    user = request.getfixturevalue(who)
    for act in (
        lambda: transitions.add(Lead(name_en="X", responsible=user), by=user),
        lambda: transitions.move(lead, by=user, to="met"),
        lambda: transitions.undo(lead, by=user),
        lambda: transitions.note(lead, by=user, text="x"),
        lambda: transitions.invite(lead, by=user),
        lambda: transitions.change(lead, by=user, fields=[]),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["step_not_yours"]


def test_of_two_at_once_the_second_is_told(lead, ken):
    seen = Lead.objects.get(pk=lead.pk)
    transitions.move(lead, by=ken, to="met")
    with pytest.raises(Refused) as refused:
        transitions.change(seen, by=ken, fields=["name_en"], version=seen.version)
    assert codes(refused) == ["changed_meanwhile"]


def test_a_change_is_journalled_by_its_columns_and_contact_data_is_sealed(lead, ken):
    lead.contact_phone = "03-1234-5678"
    lead.name_ja = "株式会社みどりの"
    transitions.change(lead, by=ken, fields=["contact_phone", "name_ja"])
    entry = Entry.objects.about(lead).last()
    assert entry.data == {"fields": ["contact_phone", "name_ja"]}
    kept = Lead.objects.get(pk=lead.pk)
    assert (kept.contact_phone, kept.contact_email, kept.key_ja) == ("03-1234-5678", "mori@midori.example.org", "みどりの")
    with connection.cursor() as cursor:
        cursor.execute("SELECT outreach_lead::text FROM outreach_lead")
        row = cursor.fetchone()[0]
    assert all(secret not in row for secret in ("Mori", "mori@", "1234-5678"))


def test_notes_are_append_only(lead, ken):
    transitions.note(lead, by=ken, text=" We met at the fair. ")
    note = LeadNote.objects.get()
    assert note.text == "We met at the fair."
    for act in (lambda: LeadNote.objects.update(text="other"), lambda: LeadNote.objects.all().delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act()
    with pytest.raises(Refused) as refused:
        transitions.note(lead, by=ken, text="  ")
    assert codes(refused) == ["lead_note_empty"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"name_ja": "", "name_en": ""}, "lead_has_a_name"),
        ({"corporate_number": "123"}, "lead_number_has_13_digits"),
        ({"next_on": japan_today(), "next_step": ""}, "lead_next_step_has_words"),
    ],
)
def test_the_database_refuses_what_must_never_be(ken, fields, name):
    with pytest.raises(IntegrityError, match=name):
        LeadFactory(responsible=ken, **fields)


@pytest.mark.parametrize(
    ("stage", "days", "is_late"), [("found", -1, True), ("found", 0, False), ("met", 1, False), ("set_aside", -1, False)]
)
def test_late_is_a_next_step_of_yesterday(ken, stage, days, is_late):
    row = LeadFactory(responsible=ken, state=stage, next_step="Call", next_on=japan_today() + timedelta(days=days))
    assert (row.is_late, Lead.objects.late(japan_today()).exists()) == (is_late, is_late)


def test_doubles_are_found_by_number_and_by_name(ken):
    known = LeadFactory(responsible=ken, name_ja="株式会社さくら", corporate_number="7000012050002")
    company = EmployerFactory(party__name="Sakura Systems", party__name_ja="さくらシステムズ株式会社")

    def found(**said):
        return {
            (double.name, double.is_company, double.by_number)
            for double in doubles_of(**{"name_ja": "", "name_en": "", "corporate_number": ""} | said)
        }

    assert found(name_ja="さくら㈱") == {(str(known), False, False), (str(company), True, False)}
    assert found(corporate_number="7000012050002") == {(str(known), False, True)}
    assert found(corporate_number=company.corporate_number) == {(str(company), True, True)}
    assert found(name_en="SAKURA SYSTEMS CO., LTD.") == {(str(company), True, False)}
    assert found(name_ja="別会社") == set()


@pytest.mark.parametrize("text", ["みどり", "ミドリ株式会社", "midori", "MORI@midori.example.org", "株式会社みどり"])
def test_search_finds_by_name_and_by_address(lead, text):
    assert list(Lead.objects.says(text)) == ([] if "ミドリ" in text else [lead])
    assert not Lead.objects.says("nobody@example.org").exists()
