"""A contact who became a user: what is kept of them is in their copy, and goes when the account ends; the lead stays."""

import pytest
from django.db import connection

from outreach import own_data, transitions
from outreach.models import Lead, LeadNote
from privacy import own_data as register

EMAIL = "mori@midori.example.org"


@pytest.fixture
def mori(lead, company, sato, ken):
    """The contact person, registered under the address that Ken wrote to."""
    transitions.note(lead, by=ken, text="Mori-san prefers mornings.")
    sato.email = EMAIL
    sato.save()
    return sato


def test_the_copy_holds_the_contact_data_and_no_plans_of_inter_ses(mori, lead, ken):
    lead.next_step = "Offer a discount"
    transitions.change(lead, by=ken, fields=["next_step"])
    (told,) = own_data.export(mori)["leads"]
    assert (told["contact_name"], told["contact_email"], told["name_ja"]) == ("Mori Yuki", EMAIL, "株式会社みどり")
    assert "Offer a discount" not in str(register.export(mori)["leads"])
    assert list(own_data.subjects(mori)) == [("outreach.lead", lead.public_id)]


def test_somebody_else_s_copy_holds_nothing(lead, zed):
    assert own_data.export(zed) == {"leads": []}


def test_a_contact_who_registered_by_the_link_is_found_under_any_address(lead, company, zed):
    transitions.register(lead, employer=company, person=zed)
    assert [row.pk for row in own_data.of(zed)] == [lead.pk]


def test_erasing_takes_the_person_and_leaves_the_company(mori, lead):
    own_data.erase(mori, frozenset())
    own_data.erase(mori, frozenset())
    row = Lead.objects.get()
    assert (row.contact_name, row.contact_email, row.contact_phone, row.contact_user, row.email_index) == (None,) * 5
    assert (row.name_ja, LeadNote.objects.get().text) == ("株式会社みどり", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM workflow_entry")
        assert "mori" not in str(cursor.fetchall()).lower()
