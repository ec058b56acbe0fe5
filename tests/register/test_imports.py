# ruff: noqa: E501 - tables read better as tables
"""Bringing OEC's register in: all at once or not at all, the same file twice changes nothing, and who may do it."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from register import crate, imports, transitions
from register.desk.loads import masked
from register.faults import FileFault
from register.models import Problem, RegisterEntry, RegisterImport, Staged
from tests.candidates.factories import ProfileFactory
from tests.register.lists import COLUMNS, person, text, workbook


def send(by, *rows, data=None, columns=COLUMNS):
    data = data or text(*rows).encode()
    load = imports.receive([data], name="../../list.csv", size=len(data), by=by)
    imports.start(load, columns)
    return load


def done(by, *rows, data=None, columns=COLUMNS):
    load = send(by, *rows, data=data, columns=columns)
    while imports.work():
        pass
    load.refresh_from_db()
    return load


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_people_come_in_sealed_and_the_file_is_gone(reference, omar, form, django_capture_on_commit_callbacks):
    rows = [person(n) for n in range(30)]
    with django_capture_on_commit_callbacks(execute=True):
        load = done(omar, data=workbook(*rows) if form == "xlsx" else text(*rows).encode())
    entry = RegisterEntry.objects.get(number="L-7")
    assert (load.counts["new"], load.counts["left_out"], load.stage) == (30, 0, "done")
    assert (entry.cnic, entry.phone, str(entry.district), str(entry.birth_date)) == (
        "3520220000071",
        "+923003000007",
        "Lahore",
        "1998-03-12",
    )
    assert RegisterEntry.objects.with_cnic("3520220000071").get() == entry
    assert (load.wrapped_key, crate.path_of(load.public_id.hex).exists(), Staged.objects.count()) == (None, False, 0)


def test_the_same_file_again_changes_nothing(reference, omar):
    done(omar, *[person(n) for n in range(3)])
    before = list(RegisterEntry.objects.values_list("public_id", "imported_at"))
    again = done(omar, *[person(n) for n in range(3)])
    assert (again.counts["same"], again.counts["new"], again.counts["changed"]) == (3, 0, 0)
    assert list(RegisterEntry.objects.values_list("public_id", "imported_at")) == before


def test_new_data_reaches_open_entries_only(reference, omar, ayesha):
    done(omar, person(1), person(2))
    transitions.claim(RegisterEntry.objects.get(number="L-1"), user=ayesha)
    load = done(omar, person(1, trade="Nurse"), person(2, trade="Nurse", birth_date="1/1/1990"))
    assert [(e.number, e.trade) for e in RegisterEntry.objects.order_by("number")] == [("L-1", "Welder"), ("L-2", "Nurse")]
    assert str(RegisterEntry.objects.get(number="L-2").birth_date) == "1990-01-01"
    assert (load.counts["claimed"], load.counts["changed"]) == (1, 1)


def test_problems_are_reported_by_row_without_values(reference, client, omar):
    ProfileFactory(cnic="3520220000091")
    rows = [person(1), person(1, number="L-9"), person(3, number="L-1"), person(4, cnic="1"), person(5, district="Atlantis"), person(9)]
    load = done(omar, *rows)
    found = [(p.row, p.field, p.code) for p in Problem.objects.filter(load=load)]
    assert found == [
        (3, "cnic", "duplicate_in_file"), (4, "number", "number_taken"), (5, "cnic", "cnic_not_13_digits"), (6, "district", "district_unknown"),
        (7, "cnic", "has_profile"),
    ]  # fmt: skip
    assert load.counts == {"rows": 6, "new": 3, "changed": 0, "same": 0, "claimed": 0, "left_out": 3, "accounts": 1}
    client.force_login(omar)
    report = b"".join(client.get(reverse("admin:register_import_report", args=[load.public_id]))).decode()
    assert report.startswith("\ufeff")
    assert len(list(csv.reader(io.StringIO(report)))) == 6
    assert "Ali" not in report


def test_cancel_and_a_bad_row_at_the_end_leave_nothing(reference, omar):
    load = send(omar, *[person(n) for n in range(5)])
    imports.read_on(RegisterImport.objects.get(pk=load.pk), until=float("inf"))
    assert Staged.objects.count() == 5
    assert imports.cancel(load)
    broken = done(omar, data=text(*[person(n) for n in range(3000)]).encode() + b"x," * 200)
    assert (broken.stage, broken.fault) == ("failed", "too_many_columns")
    assert (RegisterEntry.objects.count(), Staged.objects.count(), Problem.objects.count()) == (0, 0, 0)


def test_a_slice_that_dies_is_taken_again(reference, omar, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 4)
    load = send(omar, *[person(n) for n in range(10)])
    first = imports.claim_work()
    imports.read_on(first, until=0)
    RegisterImport.objects.update(lease_until=None)
    while imports.work(seconds=0.001):
        pass
    load.refresh_from_db()
    assert load.counts["new"] == RegisterEntry.objects.count() == 10


def test_one_import_at_a_time(reference, omar):
    send(omar, person(1))
    with pytest.raises(imports.Refused, match="Another import"):
        send(omar, person(2))


def test_a_refused_file_leaves_no_bytes(omar):
    with pytest.raises(FileFault):
        imports.receive([b"%PDF-1.7"], name="a.csv", size=8, by=omar)
    assert RegisterImport.objects.count() == 0


def test_the_bytes_on_the_disk_are_sealed_and_bound(omar):
    data = text(person(1)).encode() * 30_000
    load = imports.receive([data[:1_500_000], data[1_500_000:]], name="a.csv", size=len(data), by=omar)
    assert b"35202" not in crate.path_of(load.public_id.hex).read_bytes()
    with imports.opened(load) as file:
        file.seek(1_000_000)
        assert file.read(100_000) == data[1_000_000:1_100_000]


@pytest.mark.parametrize(("who", "status"), [("omar", 200), ("amna", 200), ("ken", 403), ("audit", 403), ("olga", 403), ("ayesha", 403)])
def test_only_oec_imports(db, client, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/register/imports/").status_code == status


def test_an_officer_sends_maps_and_reads_the_report(reference, client, omar):
    client.force_login(omar)
    file = SimpleUploadedFile("people.csv", text(person(1), person(2, phone="x")).encode("utf-8-sig"))
    page = client.post("/desk/register/imports/", {"file": file}, follow=True)
    load = RegisterImport.objects.get()
    assert "Which column is what?" in page.text
    assert "Ali Raza" in page.text
    columns = {name: str(place) for name, place in COLUMNS.items()}
    begun = client.post(f"/desk/register/imports/{load.public_id}/begin/", columns, follow=True)
    assert "looks again" in begun.text
    assert begun.headers["Refresh"] == "3"
    while imports.work():
        pass
    assert "1 problem" in client.get(f"/desk/register/imports/{load.public_id}/").text


def test_a_wrong_file_is_answered_with_words(client, omar):
    client.force_login(omar)
    page = client.post("/desk/register/imports/", {"file": SimpleUploadedFile("a.csv", b"\xd0\xcf\x11\xe0")})
    assert (page.status_code, "old Excel file" in page.text) == (422, True)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("35202-2000001-1", "*****-*****01-1"), ("3520220000011", "**********011"), ("0300 3000001", "**** ****001"),
        ("12/03/1998", "**/**/1998"), ("1998-03-12", "1998-**-**"), ("12 Mar 1998", "** Mar 1998"), ("35866", "**866"),
        ("ali@example.org", "a***@example.org"), ("Ali Raza", "Ali Raza"), ("N4", "N4"), ("", ""),
    ],
)  # fmt: skip
def test_the_first_rows_tell_the_kind_and_not_the_value(cell, shown):
    assert masked(cell) == shown


def test_sex_comes_with_the_list_where_it_says_it_and_reaches_claimed_entries_too(reference, omar, ayesha):
    done(omar, person(1), person(2), person(3))
    transitions.claim(RegisterEntry.objects.get(number="L-1"), user=ayesha)
    load = done(omar, person(1, sex="F"), person(2, sex="male"), person(3), columns={**COLUMNS, "sex": 8})
    assert [e.sex for e in RegisterEntry.objects.order_by("number")] == ["f", "m", ""]
    assert (load.counts["claimed"], load.counts["changed"], load.counts["same"]) == (1, 1, 1), "a row that does not say it is the same row"
