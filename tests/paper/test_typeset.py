"""Sheets: what a person wrote is never markup, every script has its glyphs, and the same values give the same bytes."""

import re
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import typst

from paper import typeset
from paper.qr import qr_svg

PLAIN = """#import "house.typ": *
#show: sheet.with(title: values.title)
= #values.title
#urdu(values.urdu)
#qr(values.qr)
#facts(values.rows)
"""


@pytest.fixture
def layout(tmp_path, monkeypatch):
    (tmp_path / "house.typ").write_text((typeset.LAYOUTS / "house.typ").read_text())
    (tmp_path / "plain.typ").write_text(PLAIN)
    monkeypatch.setattr(typeset, "LAYOUTS", tmp_path)
    typeset.compiler.cache_clear()
    yield "plain"
    typeset.compiler.cache_clear()


def values(**others):
    return {"title": "求人票", "urdu": "درخواست مفت ہے", "qr": qr_svg("https://example.org/x"), "rows": [["賃金", "280,000"]], **others}


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_text_is_set_and_can_be_read_again(layout):
    content = typeset.pdf(layout, values(), made_on=date(2026, 11, 24))
    assert content.startswith(b"%PDF")
    assert "求人票" in text_of(content)
    assert "280,000" in text_of(content)


@pytest.mark.parametrize("text", ["#panic()", "$x$ *bold* _i_", '#read("/etc/passwd")', "\\ ` @x <y>", "= head\n- list"])
def test_what_a_person_wrote_is_never_markup(layout, text):
    found = re.sub(r"\s", "", text_of(typeset.pdf(layout, values(rows=[["x", text]]))))
    assert re.sub(r"\s", "", text) in found


def test_every_glyph_comes_from_our_fonts(layout):
    with pikepdf.open(BytesIO(typeset.pdf(layout, values()))) as document:
        names = {str(item["/BaseFont"]) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item}
    assert any("BIZUDPGothic" in name for name in names)
    assert any("NotoNastaliqUrdu" in name for name in names)


def test_the_same_values_give_the_same_bytes(layout):
    day = date(2026, 11, 24)
    assert typeset.pdf(layout, values(), made_on=day) == typeset.pdf(layout, values(), made_on=day)


def test_a_missing_value_is_an_error_and_not_an_empty_sheet(layout):
    with pytest.raises(typst.TypstError):
        typeset.pdf(layout, {})
