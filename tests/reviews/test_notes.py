"""Notes about a case: they move nothing, and reach whom they are meant for."""

import pytest
from django.db import IntegrityError

from applications.history import history_of
from jobs.history import timeline
from reviews import timeline as desk
from tests.applications.factories import ApplicationFactory
from tests.jobs.factories import VacancyFactory
from workflow.models import CaseNote
from workflow.noting import write_note

REACHES = ("own", "partners", "employer")


@pytest.fixture
def presented(reference):
    return ApplicationFactory(state="presented")


def seen(subject, reader):
    return [line.note for line in desk.history(subject, reader) if line.note]


def test_each_reads_what_was_written_for_them(presented, omar, nadia, ken, audit):
    for reach in REACHES:
        write_note(presented, by=omar, text=f"for {reach}", reach=reach)
    assert seen(presented, nadia) == ["for employer", "for partners", "for own"]
    assert seen(presented, ken) == seen(presented, audit) == ["for employer", "for partners"]
    assert [row.get("text") for row in history_of(presented) if row.get("text")] == ["for employer"]


def test_a_note_moves_nothing_and_stops_no_clock(client, presented, omar):
    before = type(presented).objects.values("state", "version", "owner", "due_on", "waiting_since").get(pk=presented.pk)
    client.force_login(omar)
    page = client.post(
        f"/desk/case/application/{presented.public_id}/note/", {"text": "<script>alert(1)</script>", "reach": "own"}, follow=True
    )
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert(1)" not in page.text
    assert type(presented).objects.values(*before).get(pk=presented.pk) == before


@pytest.mark.parametrize(
    "said",
    [
        {"text": "", "reach": "own"},
        {"text": "kept words", "reach": ""},
        {"text": "kept words", "reach": "candidate"},
        {"text": "x" * 2001, "reach": "own"},
    ],
)
def test_what_cannot_be_kept_comes_back_as_it_was_typed(client, presented, omar, said):
    client.force_login(omar)
    page = client.post(f"/desk/case/application/{presented.public_id}/note/", said)
    assert page.status_code == 422
    assert said["text"] in page.text
    assert not CaseNote.objects.exists()


def test_an_employer_reads_nothing_of_a_candidate_who_was_not_presented(client, reference, omar):
    early = ApplicationFactory(state="submitted")
    client.force_login(omar)
    assert client.post(f"/desk/case/application/{early.public_id}/note/", {"text": "n", "reach": "employer"}).status_code == 422


def test_a_vacancys_note_for_the_employer_stands_in_its_past(reference, ken):
    vacancy = VacancyFactory(state="submitted")
    write_note(vacancy, by=ken, text="send the certificate", reach="employer")
    write_note(vacancy, by=ken, text="ours", reach="own")
    assert [row["text"] for row in timeline(vacancy) if row["text"]] == ["send the certificate"]


def test_the_database_refuses_a_note_for_candidates(presented, omar):
    with pytest.raises(IntegrityError, match="case_note_never_for_candidates"):
        write_note(presented, by=omar, text="n", reach="candidate")


@pytest.mark.parametrize(("who", "status"), [("audit", 403), ("olga", 403), ("sato", 403), ("ayesha", 403)])
def test_only_the_partners_write(client, presented, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/desk/case/application/{presented.public_id}/note/", {"text": "n", "reach": "own"}).status_code == status
