"""The guards of identity, each also taken away: with the fault seeded, the check that watches it must turn red."""

import pytest
from django.test import Client
from django.urls import reverse

from reviews import claims, identity
from tests.candidates.factories import EvidenceFactory
from vault import views
from vault.models import AccessRecord
from workflow.steps import Refused

CNIC, SHOWN = "4220112345671", "42201-1234567-1"


@pytest.fixture
def paper(reference):
    return EvidenceFactory(profile__cnic=CNIC)


@pytest.fixture
def his(omar):
    client = Client()
    client.force_login(omar)
    return client


def unclaimed_is_masked(his, omar, paper):
    page = his.get(reverse("admin:desk_case", args=["evidence", paper.public_id])).text
    assert SHOWN not in page
    assert CNIC not in page


def claimed_view_is_recorded(his, omar, paper):
    claims.take("evidence", paper.public_id, by=omar)
    assert SHOWN in his.get(reverse("admin:desk_case", args=["evidence", paper.public_id])).text
    [row] = AccessRecord.objects.about(paper.profile.user)
    assert (row.user, row.user_role, row.purpose, row.case) == (omar, "oec_officer", "claimed case", f"{paper.profile.reference} cnic")


def a_page_is_recorded_for_its_person(his, omar, paper):
    claims.take("evidence", paper.public_id, by=omar)
    his.get(reverse("admin:desk_document_page", args=[paper.public_id, 1]))
    assert [row.subject_id for row in AccessRecord.objects.about(paper.profile.user)] == [paper.file.public_id]


def counter_masks(his, omar, paper):
    page = his.get(reverse("admin:desk_person", args=[paper.profile.public_id])).text
    assert (SHOWN in page, CNIC in page, "42201-*****67-1" in page) == (False, False, True)


FAULTS = [
    (unclaimed_is_masked, identity, "may_open", lambda user, is_claimed: True),
    (claimed_view_is_recorded, identity, "record_access", lambda *args, **named: None),
    (a_page_is_recorded_for_its_person, views, "record_access", lambda *args, **named: None),
    (counter_masks, identity, "mask_cnic", lambda value: value),
]


@pytest.mark.parametrize("check", [fault[0] for fault in FAULTS], ids=lambda check: check.__name__)
def test_the_guard_holds(check, his, omar, paper):
    check(his, omar, paper)


@pytest.mark.parametrize(("check", "where", "name", "fault"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_without_the_guard_the_check_turns_red(check, where, name, fault, his, omar, paper, monkeypatch):
    monkeypatch.setattr(where, name, fault)
    with pytest.raises((AssertionError, ValueError)):
        check(his, omar, paper)


def test_outside_a_case_it_takes_a_reason_that_the_person_can_read(paper, omar, ken):
    for who, why in ((omar, "  "), (omar, "because"), (ken, "The person asked me on the phone")):
        with pytest.raises(Refused):
            identity.with_reason(paper.profile, ("cnic",), user=who, reason=why)
    assert not AccessRecord.objects.exists()
    [(_label, value)] = identity.with_reason(paper.profile, ("cnic",), user=omar, reason="Asked at the counter for the number")
    [row] = AccessRecord.objects.about(paper.profile.user)
    assert (value, row.purpose, row.note) == (SHOWN, "stated reason", "Asked at the counter for the number")
