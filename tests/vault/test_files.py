import hashlib
import os
import socket
import stat
import threading
from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from PIL import Image

from tests.vault.specimens import document, picture
from vault import files, store
from vault.intake import finish_checks, page_image
from vault.models import AccessRecord, StoredFile, record_access
from vault.refusals import FileRefused
from vault.views import serve, serve_page


@pytest.fixture
def scan(send):
    return send(picture(), "Noor Fatima CNIC.jpg")


@pytest.fixture
def ask(rf, officer):
    """A request of the officer."""

    def ask(**headers):
        request = rf.get("/", headers=headers)
        request.user = officer
        return request

    return ask


def everything_on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_stored_file_is_sealed_named_by_nobody_and_private(scan, safe):
    path = store.path_of(scan)
    plain = store.clean_bytes(scan)
    assert (scan.state, scan.media_type, scan.size, scan.pages) == ("clean", "image/jpeg", len(plain), 1)
    assert scan.sha256 == hashlib.sha256(plain).hexdigest()
    assert b"JFIF" not in everything_on_disk(safe.FILES_DIR)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.relative_to(safe.FILES_DIR).parts == (scan.public_id.hex[:2], scan.public_id.hex[2:4], scan.public_id.hex)


def test_the_name_a_person_gave_is_not_readable_in_the_row(scan):
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text, encode(original_name, 'escape') FROM vault_storedfile t")
        row = str(cursor.fetchone())
    assert "Noor" not in row
    assert scan.original_name == "Noor Fatima CNIC.jpg"


def test_bytes_moved_to_another_file_are_not_served(scan, send):
    other = send(picture(size=(64, 64)))
    store.path_of(scan).write_bytes(store.path_of(other).read_bytes())
    with pytest.raises(store.NotServed):
        store.clean_bytes(scan)


def test_erasing_kills_every_copy(scan, safe, django_capture_on_commit_callbacks):
    backup = store.path_of(scan).read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        files.erase(scan)
        files.erase(scan)
    assert (scan.state, scan.wrapped_key, scan.original_name, scan.owner, scan.sha256) == ("erased", None, None, None, "")
    assert everything_on_disk(safe.FILES_DIR) == b""
    store.path_of(scan).write_bytes(backup)
    with pytest.raises(store.NotServed, match="key"):
        store.open_bytes(scan)


@pytest.mark.parametrize("change", [{"state": "clean", "wrapped_key": None}, {"state": "erased"}, {"state": "refused"}])
def test_the_database_refuses_impossible_files(scan, change):
    with pytest.raises(IntegrityError, match="storedfile_"), transaction.atomic():
        StoredFile.objects.filter(pk=scan.pk).update(**change)


def test_rotation_wraps_file_keys_again(scan, safe):
    call_command("make_keys", "--new", "file")
    call_command("rotate_keys")
    (safe.KEYS_DIR / "file-1.key").unlink()
    assert store.clean_bytes(StoredFile.objects.get()) == store.clean_bytes(scan)


def test_a_full_disk_is_our_trouble_not_the_persons(send, safe):
    safe.FILES_DIR.write_text("not a folder")
    with pytest.raises(FileRefused, match="try_again"):
        send(picture())
    assert [(stored.state, stored.wrapped_key) for stored in StoredFile.objects.all()] == [("error", None)]


# ── serving ────────────────────────────────────────────────────────────────────────────────────────────
def test_serving_sends_a_neutral_download_and_records_it(scan, ask, officer):
    answer = serve(ask(), scan, purpose="case", case="APP-1")
    assert answer.content == store.clean_bytes(scan)
    assert {
        name: answer[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy")
    } == {
        "Content-Type": "image/jpeg",
        "Content-Disposition": f'attachment; filename="document-{scan.public_id.hex[:8]}.jpg"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert (answer["Cross-Origin-Resource-Policy"], answer["Cache-Control"]) == ("same-origin", "private, no-store")
    rows = AccessRecord.objects.values_list("user", "user_role", "subject_type", "subject_id", "field", "purpose", "case")
    assert list(rows) == [(officer.pk, "oec_officer", "vault.storedfile", scan.public_id, "file", "case", "APP-1")]


def test_a_page_is_a_picture_of_pixels(send, ask):
    answer = serve_page(ask(**{"Sec-Fetch-Dest": "image"}), send(document(pages=2), "a.pdf"), 2, purpose="case")
    with Image.open(BytesIO(answer.content), formats=["PNG"]) as page:
        assert (page.size, page.info) == ((800, 1200), {})
    assert (answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == ("image/png", "inline")
    assert AccessRecord.objects.get().field == "page 2"


def test_a_page_that_is_not_there_is_not_found_and_not_recorded(send, ask):
    for stored, number in ((send(document(), "a.pdf"), 2), (send(document(), "a.pdf"), 0), (send(picture()), 2)):
        with pytest.raises(Http404):
            serve_page(ask(), stored, number, purpose="case")
        with pytest.raises(FileRefused, match="no_such_page"):
            page_image(stored, number)
    assert AccessRecord.objects.count() == 0


@pytest.mark.parametrize("state", ["received", "checking", "refused", "error", "erased"])
def test_only_clean_files_are_served(scan, ask, state):
    scan.state = state
    for send_out in (lambda: serve(ask(), scan, purpose="case"), lambda: serve_page(ask(), scan, 1, purpose="case")):
        with pytest.raises(Http404):
            send_out()
    assert AccessRecord.objects.count() == 0


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Dest": "script"}, {"Sec-Fetch-Dest": "object"}, {"Sec-Fetch-Site": "cross-site"}])
def test_other_pages_cannot_embed_a_file(scan, ask, headers):
    with pytest.raises(Http404):
        serve(ask(**headers), scan, purpose="case")


def test_lost_bytes_are_not_found(scan, ask):
    store.path_of(scan).unlink()
    with pytest.raises(Http404):
        serve(ask(), scan, purpose="case")


def test_a_view_that_cannot_be_recorded_is_not_shown(scan, ask):
    with pytest.raises(IntegrityError, match="accessrecord_says_what_and_why"), transaction.atomic():
        serve(ask(), scan, purpose="")


# ── the access log only grows ──────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE vault_accessrecord SET purpose = 'x'",
        "UPDATE vault_accessrecord SET purpose = 'x' WHERE id = -1",
        "DELETE FROM vault_accessrecord",
        "TRUNCATE vault_accessrecord",
        "TRUNCATE vault_accessrecord CASCADE",
        "INSERT INTO vault_accessrecord SELECT * FROM vault_accessrecord ON CONFLICT (id) DO UPDATE SET purpose = 'x'",
        "WITH gone AS (DELETE FROM vault_accessrecord RETURNING *) SELECT * FROM gone",
    ],
)
def test_the_database_refuses_to_change_the_access_log(scan, officer, attack):
    record_access(officer, scan, field="file", purpose="case")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE vault_accessrecord ENABLE TRIGGER vault_accessrecord_no_truncate")  # switched off for the test database
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(attack)
    assert AccessRecord.objects.get().purpose == "case"


def test_the_orm_cannot_change_the_access_log_either(scan, officer):
    record = record_access(officer, scan, field="file", purpose="case")
    for attack in (record.delete, record.save, AccessRecord.objects.all().delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attack()


# ── the virus check ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def scanner(safe):
    """A scanner that speaks INSTREAM on a real socket; it answers what the test says."""
    server = socket.create_server(("127.0.0.1", 0))
    seen, answers = [], []

    def serve_forever():
        while True:
            try:
                line, _peer = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as talk:
                assert talk.read(10) == b"zINSTREAM\0"
                data = b""
                while size := int.from_bytes(talk.read(4), "big"):
                    data += talk.read(size)
                seen.append(data)
                line.sendall(answers[0])

    threading.Thread(target=serve_forever, daemon=True).start()
    safe.CLAMD_URL = f"tcp://127.0.0.1:{server.getsockname()[1]}"
    yield answers, seen
    server.close()


def test_the_scanner_sees_what_will_be_served(send, scanner):
    answers, seen = scanner
    answers[:] = [b"stream: OK\0"]
    stored = send(picture())
    assert (stored.state, seen) == ("clean", [store.clean_bytes(stored)])
    assert stored.scanned_at is not None


def test_an_infected_file_is_refused_and_its_bytes_go(send, scanner, safe):
    scanner[0][:] = [b"stream: Test-Signature FOUND\0"]
    with pytest.raises(FileRefused, match="infected"):
        send(picture())
    assert [(stored.state, stored.refusal) for stored in StoredFile.objects.all()] == [("refused", "infected")]
    assert everything_on_disk(safe.FILES_DIR) == b""


@pytest.mark.parametrize("nonsense", [b"stream: ERROR\0", b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but FOUNDx"])
def test_a_confused_scanner_never_opens_a_file(send, scanner, nonsense):
    scanner[0][:] = [nonsense]
    assert send(picture()).state == "checking"


def test_files_wait_while_the_scanner_is_away_and_are_finished_later(send, scanner, safe, ask):
    url, safe.CLAMD_URL = safe.CLAMD_URL, "tcp://127.0.0.1:9"
    stored = send(picture())
    with pytest.raises(Http404):
        serve(ask(), stored, purpose="case")
    assert (stored.state, finish_checks()) == ("checking", 0)
    safe.CLAMD_URL = url
    scanner[0][:] = [b"stream: OK\0"]
    assert (finish_checks(), finish_checks(), StoredFile.objects.get().state) == (1, 0, "clean")


def test_waiting_files_that_are_infected_or_lost_do_not_stop_the_rest(send, scanner, safe):
    url, safe.CLAMD_URL = safe.CLAMD_URL, "unix:///nowhere"
    lost, _ill = send(picture()), send(picture())
    os.unlink(store.path_of(lost))
    safe.CLAMD_URL = url
    scanner[0][:] = [b"stream: X FOUND\0"]
    assert finish_checks() == 2
    assert [stored.state for stored in StoredFile.objects.order_by("pk")] == ["error", "refused"]
