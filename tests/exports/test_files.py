"""A long file: asked for, written by the worker in slices, taken by who asked alone; a worker that dies costs nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from exports import files, writing
from exports.kinds import Batch, kind_of
from exports.models import Export, Piece
from exports.tasks import expire, work
from reporting import files as reports
from tests.accounts.test_second import fresh
from vault.crypto import Tampered
from vault.models import AccessRecord
from workflow.steps import Refused

LINES = 2_000


@pytest.fixture
def numbers(monkeypatch):
    """In the place of the ledger of fees a table of two thousand numbers, a hundred at once; `at` says at which it breaks."""
    broken: dict[str, int | None] = {"at": None}

    def after(export):
        if export.cursor == broken["at"]:
            raise ZeroDivisionError
        some = [[n, f"=line {n}"] for n in range(export.cursor + 1, min(export.cursor + 100, LINES) + 1)]
        return Batch(some, some[-1][0], some[-1][0] * 100 // LINES) if some else Batch()

    monkeypatch.setattr(reports, "FEES", replace(kind_of("fees"), after=after, heads=lambda export: ["number", "words"]))
    return broken


def ask(by, form="csv", year=2026):
    return files.ask("fees", by=by, wanted={"year": year}, form=form)


def written(export):
    while writing.work():
        pass
    export.refresh_from_db()
    return export


def taken(client, by, export):
    answer = fresh(client, by).get(f"/desk/files/{export.public_id}/take/")
    return answer, b"".join(answer.streaming_content) if answer.status_code == 200 else b""


def test_who_asked_takes_it_whole(numbers, ken, client):
    export = written(ask(ken))
    answer, body = taken(client, ken, export)
    assert (export.stage, export.rows, export.percent, export.size) == ("ready", LINES, 100, len(body))
    assert body.decode("utf-8-sig").splitlines()[1:] == [f"{n},'=line {n}" for n in range(1, LINES + 1)]
    assert (answer["Content-Length"], answer["Cache-Control"]) == (str(len(body)), "private, no-store")
    assert AccessRecord.objects.get(user=ken).field == "file", "each download is recorded"


def test_it_lies_sealed_and_a_piece_has_one_place(numbers, ken):
    export = written(ask(ken))
    first, second = export.pieces.all()[:2]
    assert b"=line" not in b"".join(bytes(piece.sealed) for piece in export.pieces.all())
    first.sealed = second.sealed
    with pytest.raises(Tampered):
        writing.unseal(export, first)


def test_asked_again_in_the_moment_in_which_it_gets_ready_it_is_that_one(numbers, ken, monkeypatch):
    first = ask(ken)

    def late(self, **_kwargs):
        written(first)
        raise IntegrityError("export_same_once_while_written")

    monkeypatch.setattr(Export, "save", late)
    assert (ask(ken), Export.objects.count()) == (first, 1)


@pytest.mark.parametrize(
    ("who", "status"), [("audit", 404), ("omar", 404), ("amna", 404), ("olga", 403), ("sato", 403), ("ayesha", 403), ("zed", 403)]
)
def test_nobody_else_sees_or_takes_it(numbers, ken, client, request, who, status):
    export = written(ask(ken))
    fresh(client, request.getfixturevalue(who))
    assert {client.get(f"/desk/files/{export.public_id}/{tail}").status_code for tail in ("", "take/")} == {status}
    assert client.post(f"/desk/files/{export.public_id}/cancel/").status_code == status
    export.refresh_from_db()
    assert export.stage == "ready"


def test_it_is_taken_only_after_proving_who_one_is(numbers, ken, client):
    export = written(ask(ken))
    client.force_login(ken)
    assert "reauthenticate" in client.get(f"/desk/files/{export.public_id}/take/")["Location"]
    assert AccessRecord.objects.count() == 0


@pytest.mark.parametrize("how", [{"is_active": False}, {"role": "oec_officer"}])
def test_who_loses_the_right_has_nothing_written_and_takes_nothing(numbers, ken, client, how):
    kept = written(ask(ken))
    export = ask(ken, form="xlsx")
    assert writing.write_on(export)
    Export.objects.update(lease_until=None)
    User.objects.filter(pk=ken.pk).update(**how)
    written(export)
    assert (export.stage, export.fault, export.wrapped_key, export.pieces.count()) == ("failed", "export_asker_gone", None, 0)
    assert fresh(client, ken).get(f"/desk/files/{kept.public_id}/take/").status_code in (302, 403, 404)


def test_a_role_that_may_not_have_it_cannot_ask(omar):
    with pytest.raises(Refused):
        ask(omar)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_killed_worker_costs_nothing(numbers, ken, form, monkeypatch):
    monkeypatch.setattr(writing, "SLICE", 0)
    whole = b"".join(files.pieces_of(written(ask(ken, form, 2025))))
    export = ask(ken, form)
    for _n in range(3):
        assert writing.write_on(writing.claim() or export)  # and then it is killed: its lease stays
        assert writing.work(0) is False, "somebody seems to work on it"
        Export.objects.filter(stage="writing").update(lease_until=timezone.now() - timedelta(seconds=1))
    assert b"".join(files.pieces_of(written(export))) == whole
    assert export.rows == LINES


def test_a_batch_that_fails_leaves_nothing_half_and_goes_on_later(numbers, ken):
    export, numbers["at"] = ask(ken), 500
    with pytest.raises(ZeroDivisionError):
        writing.work()
    export.refresh_from_db()
    assert (export.stage, export.rows, export.pieces.count(), export.cursor) == ("writing", 500, 5, 500)
    assert writing.work() is False, "it rests a while"
    numbers["at"] = None
    Export.objects.update(lease_until=None)
    assert (written(export).stage, export.rows, export.tries) == ("ready", LINES, 0)


def test_what_fails_again_and_again_is_given_up_and_says_so(numbers, ken, client):
    export, numbers["at"] = ask(ken), 0
    for _n in range(writing.MOST_TRIES):
        with pytest.raises(ZeroDivisionError):
            writing.work()
        Export.objects.update(lease_until=None)
    assert writing.work() is False
    export.refresh_from_db()
    assert (export.stage, export.fault, export.wrapped_key, Piece.objects.count()) == ("failed", "export_broken", None, 0)
    assert "it was given up" in fresh(client, ken).get(f"/desk/files/{export.public_id}/").text
    numbers["at"] = None
    assert written(ask(ken)).stage == "ready", "and it may be asked for again"


def test_the_same_wish_while_it_is_written_is_the_same_file(numbers, ken, audit):
    export = ask(ken)
    assert ask(ken) == export
    others = {ask(ken, form="xlsx").pk, ask(ken, year=2025).pk, ask(audit).pk}
    assert (export.pk in others, len(others)) == (False, 3)
    with pytest.raises(IntegrityError, match="export_same_once_while_written"):
        Export.objects.filter(created_by=ken, form="xlsx").update(form="csv")


def test_the_newer_of_two_takes_the_place_of_the_older(numbers, ken):
    older, other = written(ask(ken)), written(ask(ken, year=2025))
    newer = written(ask(ken))
    for row in (older, other):
        row.refresh_from_db()
    assert [row.stage for row in (older, other, newer)] == ["expired", "ready", "ready"]
    assert (older.fault, older.wrapped_key, older.pieces.count()) == ("export_replaced", None, 0)


def test_a_short_file_does_not_wait_for_a_long_one(numbers, ken, audit):
    long, short = ask(ken), ask(audit)
    for _n in range(3):
        writing.work(0)  # a slice of one batch
    assert sorted(Export.objects.filter(pk__in=[long.pk, short.pk]).values_list("rows", flat=True)) == [100, 200]


def test_after_three_days_it_is_gone(numbers, ken, client):
    export = written(ask(ken))
    assert timedelta(hours=71) < export.expires_at - timezone.now() <= timedelta(hours=72)
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert taken(client, ken, export)[0].status_code == 404
    expire()
    export.refresh_from_db()
    assert (export.stage, export.wrapped_key, Piece.objects.count()) == ("expired", None, 0)


def test_the_page_says_how_far_it_is_and_the_asker_may_end_it(numbers, ken, client):
    export = ask(ken, form="xlsx")
    url = f"/desk/files/{export.public_id}/"
    page = fresh(client, ken).get(url)
    assert ("Waits for its turn" in page.text, page["Refresh"]) == (True, "3")
    assert '<a href="/desk/ledgers/">' in page.text, "the way back"
    writing.work(0)
    assert "Per cent written: 5 of 100" in client.get(url).text
    assert client.get(f"{url}take/").status_code == 404, "not before it is whole"
    assert "Nothing of the file is kept" in client.post(f"{url}cancel/", follow=True).text
    assert (written(export).stage, Piece.objects.count()) == ("cancelled", 0)


def test_it_says_so_where_no_worker_moves_it(numbers, ken, client):
    export = ask(ken)
    url = f"/desk/files/{export.public_id}/"
    assert "Nothing moves" not in fresh(client, ken).get(url).text
    Export.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    assert "Nothing moves" in client.get(url).text


def test_more_lines_than_a_sheet_holds_are_said_in_words_and_all_there(numbers, ken, client, monkeypatch):
    monkeypatch.setattr("paper.sheets.MOST_LINES", 300)
    monkeypatch.setattr(files, "MOST_LINES", 300)
    export = written(ask(ken, form="xlsx"))
    assert "7 sheets in all" in fresh(client, ken).get(f"/desk/files/{export.public_id}/").text
    plain = written(ask(ken))
    assert "sheets in all" not in client.get(f"/desk/files/{plain.public_id}/").text


def test_the_task_writes_until_nothing_waits(numbers, ken, monkeypatch):
    asked_for_more = []
    monkeypatch.setattr(work, "apply_async", lambda **said: asked_for_more.append(said))
    export = ask(ken)
    work()
    export.refresh_from_db()
    assert (export.stage, len(asked_for_more)) == ("ready", 1)
    work()
    assert len(asked_for_more) == 1


def test_a_page_and_a_batch_cost_the_same_at_any_length(numbers, ken, client, django_assert_num_queries):
    export = ask(ken)
    for _n in range(2):
        with django_assert_num_queries(6):
            writing.write_on(export)
