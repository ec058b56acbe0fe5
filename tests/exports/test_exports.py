"""A list of people: Omar asks, Amna signs, the worker writes it in slices, Omar alone downloads it, and each person in it can read so."""

import csv
import io
import zipfile
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from accounts import second
from accounts.models import SecondSignature
from accounts.own_data import erase
from candidates.models import Profile
from exports import choosing, writing
from exports import people as lists
from exports.models import Export, Piece
from paper.flowing import csv_pieces, xlsx_pieces
from tests.accounts.test_second import fresh
from tests.applications.factories import ApplicationFactory
from tests.candidates.factories import ProfileFactory, TestResultFactory
from vault.models import AccessRecord
from workflow.steps import Refused

WHY = "the training centre calls them, list 4"
COLUMNS = ["reference", "full_name", "cnic"]
LIVE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", "＋1", "－1", "＠A1", "<script>alert(1)</script>"]


@pytest.fixture
def people(reference):
    return [ProfileFactory(full_name=f"Person {n}", cnic=f"352021234{n:04d}") for n in range(7)]


def ask(by, **changed):
    given = {"wanted": {}, "columns": COLUMNS, "with_identity": False, "reason": WHY}
    return lists.ask(by=by, **given | changed)


def signed(export, by):
    second.sign(export.signature, by=by)
    export.refresh_from_db()
    return export


def written(export):
    while writing.work():
        pass
    export.refresh_from_db()
    return export


def text(answer) -> str:
    return b"".join(answer.streaming_content).decode()


def test_nothing_is_written_before_the_second_person_signed(people, omar, amna, client):
    export = written(ask(omar))
    assert (export.stage, Piece.objects.count(), AccessRecord.objects.count()) == ("waiting", 0, 0)
    client.force_login(omar)
    page, index = client.get(f"/desk/exports/{export.public_id}/").text, client.get("/desk/exports/").text
    assert (export.signature.reason in page, f"{export.counted} people" in index) == (True, True), "many lists are told apart"
    with pytest.raises(Refused):
        second.sign(export.signature, by=omar)
    with pytest.raises(IntegrityError, match="export_signed_before_written|export_kept_has_key"):
        Export.objects.filter(pk=export.pk).update(stage="writing", signature=None)


def test_one_record_for_each_person_and_masked_numbers(people, omar, amna, client, monkeypatch):
    monkeypatch.setattr(lists, "BATCH", 3)
    export = written(signed(ask(omar), amna))
    assert (export.stage, export.rows, export.pieces.count()) == ("ready", 7, 3)
    looks = AccessRecord.objects.filter(purpose="export", field="list")
    assert sorted(looks.values_list("person", flat=True)) == sorted(profile.user_id for profile in people)
    rows = list(csv.reader(io.StringIO(text(fresh(client, omar).get(f"/desk/exports/{export.public_id}/file/csv/")).lstrip("\ufeff"))))
    assert (rows[0], len(rows)) == (["Candidate number", "Name", "CNIC"], 8)
    assert rows[1][2] == "35202-*****00-0"
    assert "Person 3" not in b"".join(bytes(piece.sealed) for piece in Piece.objects.all()).decode(errors="ignore")


def test_the_person_reads_that_they_stood_in_it(people, omar, amna, client):
    written(signed(ask(omar, with_identity=True), amna))
    client.force_login(people[0].user)
    page = client.get(reverse("privacy:looked")).text
    assert AccessRecord.objects.get(person=people[0].user).field == "list+cnic"
    assert "You stood on a list that two of the staff signed for" in page


def test_in_full_only_when_it_was_asked_and_the_signer_saw_it_in_red(people, omar, amna, client):
    export = ask(omar, with_identity=True)
    page = fresh(client, amna).get(f"/desk/second/{export.signature.public_id}/").text
    assert ("date of birth in full" in page, 'class="tag bad"' in page) == (True, True)
    written(signed(export, amna))
    assert "3520212340000" in text(fresh(client, omar).get(f"/desk/exports/{export.public_id}/file/csv/"))


@pytest.mark.parametrize(
    ("who", "status"), [("amna", 404), ("nadia", 404), ("ken", 403), ("audit", 403), ("olga", 403), ("ayesha", 403), ("zed", 403)]
)
def test_only_who_asked_downloads(people, omar, amna, client, request, who, status):
    export = written(signed(ask(omar), amna))
    fresh(client, request.getfixturevalue(who))
    assert client.get(f"/desk/exports/{export.public_id}/file/csv/").status_code == status
    assert client.get(f"/desk/exports/{export.public_id}/").status_code == status


def test_after_three_days_it_is_gone(people, omar, amna, client):
    export = written(signed(ask(omar), amna))
    Export.objects.filter(pk=export.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert fresh(client, omar).get(f"/desk/exports/{export.public_id}/file/csv/").status_code == 404
    assert (writing.expire_due(), writing.expire_due()) == (1, 0)
    export.refresh_from_db()
    assert (export.stage, export.wrapped_key, Piece.objects.count()) == ("expired", None, 0)


def test_a_worker_that_dies_goes_on_where_it_stopped(people, omar, amna, monkeypatch):
    monkeypatch.setattr(lists, "BATCH", 2)
    export = signed(ask(omar), amna)
    assert writing.write_on(export)
    assert writing.work() is False  # somebody works on it
    Export.objects.update(lease_until=None)
    monkeypatch.setattr(lists.AccessRecord.objects, "bulk_create", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        writing.work()
    monkeypatch.undo()
    Export.objects.update(lease_until=None)  # it has rested
    export = written(export)
    assert (export.rows, AccessRecord.objects.filter(purpose="export").count()) == (7, 7)
    assert len({row[0] for row in lists.rows_of(export)}) == 7


def test_cancelled_while_it_waits_and_while_it_is_written(people, omar, amna, client):
    waiting = ask(omar)
    fresh(client, omar).post(f"/desk/files/{waiting.public_id}/cancel/")
    waiting.refresh_from_db()
    assert (waiting.stage, SecondSignature.objects.get().state) == ("cancelled", "withdrawn")
    export = signed(ask(omar), amna)
    writing.write_on(export)
    assert client.post(f"/desk/files/{export.public_id}/cancel/").url == f"/desk/exports/{export.public_id}/"
    assert written(export).stage == "cancelled"
    assert (Piece.objects.count(), export.wrapped_key) == (0, None)


@pytest.mark.parametrize(("who", "status"), [("amna", 404), ("ken", 404), ("sato", 403)])
def test_nobody_else_ends_the_list(people, omar, amna, client, request, who, status):
    export = signed(ask(omar), amna)
    assert fresh(client, request.getfixturevalue(who)).post(f"/desk/files/{export.public_id}/cancel/").status_code == status
    export.refresh_from_db()
    assert export.stage == "writing"


def test_refused_or_lapsed_ends_the_list(people, omar, amna):
    export = ask(omar)
    second.refuse(export.signature, by=amna, note="too many columns")
    export.refresh_from_db()
    assert export.stage == "cancelled"
    ask(omar)  # and another may be asked for
    with pytest.raises(Refused, match="waits or is being written"):
        ask(omar)


def test_too_many_is_said_in_words_before_anything_is_written(people, omar, amna, client, settings):
    settings.EXPORT_MOST_ROWS = 5
    page = fresh(client, omar).post("/desk/exports/new/", {"columns": COLUMNS, "reason": WHY})
    assert (page.status_code, "More than 5 people fit" in page.text, WHY in page.text, Export.objects.count()) == (422, True, True, 0)
    counted = client.post("/desk/exports/new/", {"columns": COLUMNS, "reason": WHY, "count": "1"})
    assert (counted.status_code, "More than 5 people fit" in counted.text, Export.objects.count()) == (200, True, 0)
    settings.EXPORT_MOST_ROWS = 7
    export = signed(ask(omar), amna)
    ProfileFactory(full_name="One more")
    export = written(export)
    assert (export.stage, export.fault, Piece.objects.count()) == ("failed", "export_too_big", 0)
    assert "More than 7 people fit" in client.get(f"/desk/exports/{export.public_id}/").text


def test_the_filters(people, omar, company):
    application = ApplicationFactory(candidate=people[0], vacancy__employer=company, vacancy__state="published", state="endorsed")
    TestResultFactory(profile=people[1], kind="jlpt", level="N4", is_passed=True)
    Profile.objects.filter(pk=people[2].pk).update(wanted_fields=["it"])
    number = application.vacancy.reference
    for wanted, fits in (
        ({"vacancy": number}, [people[0]]),
        ({"vacancy": number, "state": "endorsed"}, [people[0]]),
        ({"vacancy": number, "state": "presented"}, []),
        ({"japanese": "jlpt N4"}, [people[1]]),
        ({"field": "it"}, [people[2]]),
        ({"province": "nowhere"}, []),
    ):
        found = choosing.chosen(wanted, omar).filter(pk__in=[profile.pk for profile in people])
        assert list(found) == fits, wanted


@pytest.mark.parametrize("wrong", [{"columns": []}, {"reason": ""}, {"columns": ["password"]}, {"vacancy": "J-NONE"}, {"district": "x"}])
def test_bad_input_keeps_what_was_typed(people, omar, client, wrong):
    page = fresh(client, omar).post("/desk/exports/new/", {"columns": COLUMNS, "reason": WHY} | wrong)
    assert (page.status_code, "There is a problem" in page.text, Export.objects.count()) == (422, True, 0)


def test_no_live_formula_leaves_in_either_form():
    rows = [[value, "x"] for value in LIVE] + [["bad \x00\x0b\ud800 letters", ""]]
    for line in list(csv.reader(io.StringIO(b"".join(csv_pieces(["a", "b"], rows[:-1])).decode().lstrip("\ufeff"))))[1:-1]:
        assert line[0].startswith("'"), line
    book = zipfile.ZipFile(io.BytesIO(b"".join(xlsx_pieces(["a", "b"], rows))))
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert (book.testzip(), [node for node in sheet.iter() if node.tag.endswith("}f")]) == (None, [])
    assert {node.get("t") for node in sheet.iter() if node.tag.endswith("}c") and len(node)} == {"inlineStr"}
    texts = [node.text for node in sheet.iter() if node.tag.endswith("}t")]
    assert (texts[2:22:2], texts[22]) == (LIVE, "bad  letters")


def test_memory_and_queries_stay_flat(people, omar, amna, django_assert_num_queries, monkeypatch):
    export = signed(ask(omar), amna)
    with django_assert_num_queries(9):
        writing.write_on(export)
    pieces = list(xlsx_pieces(["a"], ([str(n) * 40] for n in range(200_000))))
    assert (len(pieces) > 10, max(map(len, pieces)) < 1_000_000) == (True, True)


# ── who asked, who signed, who stood in it: and what if they are gone ─────────────────────────────────


def lose(user, **how):
    type(user).objects.filter(pk=user.pk).update(**how)


@pytest.mark.parametrize("how", [{"is_active": False}, {"role": "inter_ses"}, {"role": "auditor"}])
@pytest.mark.parametrize(("who", "fault"), [("omar", "export_asker_gone"), ("amna", "export_signer_gone")])
def test_who_loses_the_right_while_it_is_written_stops_it(people, omar, amna, request, monkeypatch, who, fault, how):
    monkeypatch.setattr(lists, "BATCH", 2)
    export = signed(ask(omar), amna)
    assert writing.write_on(export)
    Export.objects.update(lease_until=None)
    lose(request.getfixturevalue(who), **how)
    export = written(export)
    assert (export.stage, export.fault, export.wrapped_key, Piece.objects.count()) == ("failed", fault, None, 0)
    assert "Nothing of it is kept" in lists.fault_of(export)


def test_who_asked_reads_why_it_stopped(people, omar, amna, client):
    export = signed(ask(omar), amna)
    lose(amna, role="oec_officer")
    written(export)
    assert "The person who signed lost the right" in fresh(client, omar).get(f"/desk/exports/{export.public_id}/").text


@pytest.mark.parametrize("how", [{"is_active": False}, {"role": "inter_ses"}])
def test_who_lost_the_right_downloads_nothing(people, omar, amna, client, how):
    export = written(signed(ask(omar), amna))
    fresh(client, omar)
    lose(omar, **how)
    assert client.get(f"/desk/exports/{export.public_id}/file/csv/").status_code in (302, 403)


@pytest.mark.parametrize("how", [{"is_active": False}, {"role": "auditor"}])
def test_who_asked_and_is_gone_is_not_signed_for(people, omar, amna, how):
    export = ask(omar)
    lose(omar, **how)
    with pytest.raises(Refused, match="may not ask for this any more"):
        second.sign(export.signature, by=amna)
    export.refresh_from_db()
    assert export.stage == "waiting"


def test_the_signer_of_an_open_page_who_lost_the_role_signs_nothing(people, omar, amna):
    export = ask(omar)
    lose(amna, role="oec_officer")
    with pytest.raises(Refused, match="may not sign"):
        second.sign(export.signature, by=amna)  # as the page was opened: a supervisor


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_erased_person_is_not_in_a_file_that_was_sealed_before(people, omar, amna, client, form):
    export = written(signed(ask(omar), amna))
    erase(people[3].user, frozenset())
    body = b"".join(fresh(client, omar).get(f"/desk/exports/{export.public_id}/file/{form}/").streaming_content)
    text = body.decode() if form == "csv" else zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
    assert ("Person 3" in text, "Person 4" in text, people[3].reference in text) == (False, True, False)
    assert export.rows == 7
