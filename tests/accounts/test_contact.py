"""Phones and addresses as people type them."""

import pytest

from accounts.contact import read
from accounts.passwords import is_mostly_known


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("0300 1234567", "+923001234567"),
        ("۰۳۰۰۱۲۳۴۵۶۷", "+923001234567"),
        ("٠٣٠٠١٢٣٤٥٦٧", "+923001234567"),
        ("０３００１２３４５６７", "+923001234567"),
        ("\u202a+92 300 1234567\u202c", "+923001234567"),
        ("0092-300-1234567", "+923001234567"),
        ("090-1234-5678", "+819012345678"),
        ("+971 50 123 4567", "+971501234567"),
        (" Name@Example.COM ", "name@example.com"),
        ("ｎａｍｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", "name@example.com"),
    ],
)
def test_reads_what_was_meant(typed, read_as):
    assert read(typed).value == read_as


@pytest.mark.parametrize(
    "typed", ["", "x", "123", "051 9255000", "+882 16 5550 0000", "a@b", "a b@c", "@", "a@@b.pk", "x" * 10_000, "\x00", "1e400", "+" * 30]
)
def test_what_is_no_contact_is_none(typed):
    assert read(typed) is None


@pytest.mark.parametrize(
    ("password", "known"),
    [("SafeerSafeer2026", True), ("oec japan 123", True), ("my aunt has 7 goats in japan", False), ("correct horse", False)],
)
def test_context_words(password, known):
    assert is_mostly_known(password, "OEC Japan Jobs") == known
