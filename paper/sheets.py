"""What a sheet of a workbook looks like inside: its cells, its parts, and where its limits are. No cell is ever a formula."""

import re
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

MOST_LINES = 1_048_575  # beside the heads; a sheet holds 1,048,576 rows
MOST_LETTERS = 32_767  # of one cell, as a spreadsheet counts them (UTF-16)
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FIRST_DAY = date(1899, 12, 30)  # day 0 of a workbook
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (  # 0 plain, 1 a day, 2 a head
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>'
)
ENDS = "</sheetData></worksheet>"


def name_of(sheet: int) -> str:
    """Where the sheet of this number (from 1) lies in the package."""
    return f"xl/worksheets/sheet{sheet}.xml"


def parts_of(sheets: int) -> dict[str, str]:
    """Everything of a workbook but its sheets; they are called by their numbers."""
    numbers = range(1, sheets + 1)
    kinds = "".join(f'<Override PartName="/{name_of(n)}" ContentType="{KINDS}.worksheet+xml"/>' for n in numbers)
    named = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    targets = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{targets}'
        f'<Relationship Id="rId{sheets + 1}" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    }


def begins(heads: Sequence[object]) -> str:
    """A sheet up to its first line: the heads stay where they are when one scrolls."""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{max(len(heads), 1)}" width="18" customWidth="1"/></cols><sheetData>'
        f"<row>{''.join(text_cell(head, style=2) for head in heads)}</row>"
    )


def row(values: Sequence[object]) -> str:
    """One line: numbers and days as such, everything else as text."""
    return f"<row>{''.join(map(cell, values))}</row>"


def cell(value: object) -> str:
    """One cell by the kind of its value."""
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, date) and value.year >= 1901:
        return f'<c s="1"><v>{(value - FIRST_DAY).days}</v></c>'
    return text_cell(value)


def text_cell(value: object, style: int = 0) -> str:
    """A cell of plain words, whatever they begin with."""
    text = escape(NOT_IN_XML.sub("", fitting(str(value))))
    dressed = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{dressed}><is><t xml:space="preserve">{text}</t></is></c>'


def fitting(text: str) -> str:
    """What one cell can hold of it; where something had to go, the cell says so."""
    if len(text) <= MOST_LETTERS // 2 or len(text.encode("utf-16-le", "surrogatepass")) <= MOST_LETTERS * 2:
        return text
    said = _(" … [cut: a cell holds %(most)s letters; the CSV file is whole]") % {"most": f"{MOST_LETTERS:,}"}
    room = MOST_LETTERS - len(said.encode("utf-16-le")) // 2
    return text.encode("utf-16-le", "surrogatepass")[: room * 2].decode("utf-16-le", "ignore") + said
