import contextlib
import time
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.vault.specimens import MARK, OK, document, picture, scan_inside, specimens, with_gps
from vault import cell, store, words
from vault.intake import store_upload
from vault.kinds import JPEG, PDF, PNG, clean_name
from vault.models import StoredFile
from vault.refusals import FileRefused, Refusal

SPECIMENS = specimens()
NOT_KEPT = [MARK, b"PK\x03\x04", b"CANARY", b"Exif", b"<?php", b"<x:xmpmeta", b"canary.example", b"Set-Cookie"]
NOT_IN_PDF = [b"/JS", b"/AA", b"/OpenAction", b"/Launch", b"/EmbeddedFile", b"/XFA", b"/URI", b"/Info", b"/Metadata"]


@pytest.mark.parametrize("label", SPECIMENS)
def test_every_specimen_meets_its_verdict(label, owner):
    name, data, declared, expected = SPECIMENS[label]
    upload = SimpleUploadedFile("x", data, content_type=declared)
    upload._name = name  # as a hostile client writes it, before Django tidies it
    started, verdict = time.monotonic(), OK
    try:
        stored = store_upload(upload, owner=owner, kind="degree")
        kept = store.clean_bytes(stored)
        assert [mark for mark in NOT_KEPT + NOT_IN_PDF * (stored.media_type == PDF) if mark in kept] == []
        assert stored.original_name == clean_name(name)
        assert not set("/\\\r\n\0\u202e") & set(stored.original_name)
    except FileRefused as refused:
        verdict = refused.code
        assert [(row.state, row.refusal, row.wrapped_key) for row in StoredFile.objects.all()] == [("refused", verdict, None)]
    assert verdict != OK if expected == "!ok" else verdict == expected
    assert time.monotonic() - started < 15


def test_there_are_enough_specimens():
    assert len(SPECIMENS) >= 100


def test_every_refusal_has_words():
    assert {words.PREFIX + code for code in Refusal} == set(words.WORDS)
    assert words.sentence("password").startswith("This PDF is locked")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_stands_upright_and_forgets_where_it_was_taken(orientation):
    answer = cell.run(with_gps(orientation=orientation), "sanitise", JPEG)
    with Image.open(BytesIO(answer.data), formats=["JPEG"]) as photo:
        assert (photo.size, dict(photo.getexif())) == ((320, 200) if orientation < 5 else (200, 320), {})


def test_a_big_photo_becomes_a_page_sized_one():
    with Image.open(BytesIO(cell.run(picture(size=(5000, 3000)), "sanitise", JPEG).data), formats=["JPEG"]) as photo:
        assert photo.size == (2400, 1440)


@pytest.mark.parametrize(
    ("media_type", "data"),
    [(PNG, picture("PNG")), (PNG, picture("PNG", mode="RGBA")), (PDF, document(pages=3)), (PDF, document(scan_inside))],
)
def test_cleaning_a_clean_file_changes_nothing(media_type, data):
    once = cell.run(data, "sanitise", media_type).data
    assert cell.run(once, "sanitise", media_type).data == once


def test_a_photo_inside_a_document_still_shows_and_forgets_its_place():
    clean = cell.run(document(scan_inside), "sanitise", PDF).data
    with Image.open(BytesIO(cell.run(clean, "page", PDF, "1").data), formats=["PNG"]) as page:
        assert len(page.convert("L").getcolors()) > 20
    with pikepdf.open(BytesIO(clean)) as pdf:
        assert b"CANARY" not in pdf.pages[0].Resources.XObject.Im0.read_raw_bytes()


def test_only_what_the_caller_accepts_is_taken(send):
    with pytest.raises(FileRefused, match="wrong_type"):
        send(document(), "a.pdf", accept=frozenset({JPEG}))


def test_a_file_that_says_it_is_too_big_is_not_read(owner):
    class Unread(BytesIO):
        name, size, content_type = "a.jpg", 10**9, JPEG

        def read(self, *args):
            raise AssertionError("was read")

    with pytest.raises(FileRefused, match="too_big"):
        store_upload(Unread(), owner=owner, kind="degree")


def test_a_file_that_lies_about_its_size_is_not_swallowed(owner):
    upload = SimpleUploadedFile("a.jpg", picture() + b"\0" * 20_000_000)
    upload.size = 10
    with pytest.raises(FileRefused, match="too_big"):
        store_upload(upload, owner=owner, kind="degree")


def test_two_thousand_broken_files_never_raise_anything_else():
    """The sanitiser itself, in this process: every damaged file ends in a clean file or a code."""
    import random  # noqa: PLC0415

    from vault.sanitise import sanitise  # noqa: PLC0415

    dice, seeds = (
        random.Random(2026),
        [(JPEG, picture(size=(64, 48))), (PNG, picture("PNG", (64, 48))), (PDF, document(scan_inside)), (PDF, document())],
    )
    codes = set()
    for _round in range(2000):
        media_type, data = dice.choice(seeds)
        broken = bytearray(data)
        for _hit in range(dice.choice([1, 3, 30])):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        with contextlib.suppress(FileRefused):
            sanitise(bytes(broken[: dice.choice([len(broken), dice.randrange(1, len(broken))])]), media_type)
            codes.add("ok")
    assert codes == {"ok"}
