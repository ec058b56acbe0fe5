"""Lists of fictional people as OEC's offices would send them."""

import io
import zipfile
from xml.sax.saxutils import escape

HEAD = ["Sr No", "CNIC", "Name", "Date of Birth", "Mobile No", "District", "Trade", "JLPT Level"]
COLUMNS = {"number": 0, "cnic": 1, "full_name": 2, "birth_date": 3, "phone": 4, "district": 5, "trade": 6, "japanese": 7}


def person(n: int, **changed: str) -> list[str]:
    row = {
        "number": f"L-{n}", "cnic": f"35202-{2_000_000 + n}-1", "full_name": "Ali Raza", "birth_date": "12/03/1998",
        "phone": f"0300{3_000_000 + n}", "district": "Lahore", "trade": "Welder", "japanese": "N4",
    } | changed  # fmt: skip
    return list(row.values())


def text(*rows: list[str], sign: str = ",") -> str:
    return "".join(sign.join(row) + "\r\n" for row in [HEAD, *rows])


def workbook(*rows: list[str]) -> bytes:
    """A small XLSX, written by hand; texts of digits only become numbers, as spreadsheets do."""
    out = io.BytesIO()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels", '<Relationships xmlns="x"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
        )
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{"".join(f"<si><t>{escape(h)}</t></si>" for h in HEAD)}</sst>')
        cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(len(HEAD)))
        lines = "".join(f"<row>{''.join(cell(value) for value in row)}</row>" for row in rows)
        book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData><row>{cells}</row>{lines}</sheetData></worksheet>')
    return out.getvalue()


def cell(value: str) -> str:
    return f"<c><v>{value}</v></c>" if value.isdigit() else f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
