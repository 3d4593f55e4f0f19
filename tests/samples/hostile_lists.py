"""Lists made to do harm to who reads them: that unpack or grow without end, or are not what their name says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from docx import Document

from data.uploads import Kind

Make = Callable[[], bytes]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADER = (
    "<row>" + "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("datum", "adres", "thema")) + "</row>"
)
ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "x">{ENTITIES}]>'
BOMB = 120_000_000


def workbook(rows: str, before: str = "") -> bytes:
    """Give a whole workbook with one sheet, as XML; ``before`` stands in front of the sheet's root."""
    types = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{_SHEETML}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETML}.worksheet+xml"/></Types>'  # fmt: skip # noqa: E501
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',  # noqa: E501
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return packed(parts)


def packed(parts: dict[str, str] | dict[str, bytes], onto: bytes = b"") -> bytes:
    made = io.BytesIO(onto)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def document(xml: Callable[[str], str] = str) -> bytes:
    """Give a Word file with one table, after a change of its XML."""
    book, saved = Document(), io.BytesIO()
    book.add_table(1, 2)
    book.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = xml(parts["word/document.xml"].decode()).encode()
    return packed(parts)


def formulas() -> bytes:
    """Give a list of which every cell is a formula without a value."""
    cells = '<c><f>WEBSERVICE("http://127.0.0.1/")</f></c>' * 3
    return workbook(f"{HEADER}<row>{cells}</row><row>{cells.replace('</f>', '</f><v>1</v>')}</row>")


def _relation(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'  # noqa: E501


def _late(xml: str) -> str:
    """Declare entities behind more than anybody reads of a head."""
    start = xml.index("<w:document")
    return f"{xml[:start]}<!--{'x' * 9000}-->{LAUGHS}{xml[start:]}"


def _wide(xml: str) -> str:
    """Let one cell say that it spans more columns than there is memory for."""
    return xml.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="900000000"/>', 1)


SIGNALS, AGREEMENTS = Kind.SIGNALS, Kind.AGREEMENTS

HOSTILE: list[tuple[str, Kind, str, Make, str]] = [
    ("zip bomb", SIGNALS, "lijst.xlsx", lambda: packed({"x.bin": bytes(BOMB)}, workbook(HEADER)), "onleesbaar"),
    ("bomb of the sheet", SIGNALS, "lijst.xlsx", lambda: workbook(HEADER + " " * BOMB), "onleesbaar"),
    ("entity bomb", SIGNALS, "lijst.xlsx", lambda: workbook("<row><c><v>&l11;</v></c></row>", LAUGHS), "onleesbaar"),
    (
        "entity bomb behind a long comment",
        SIGNALS,
        "lijst.xlsx",
        lambda: workbook("<row><c><v>&l11;</v></c></row>", f"<!--{'x' * 9000}-->{LAUGHS}"),
        "onleesbaar",
    ),
    ("nothing", SIGNALS, "lijst.csv", lambda: b"", "leeg"),
    ("a million rows", SIGNALS, "lijst.csv", lambda: b"datum;adres;thema\n" + b";;z\n" * 1_000_000, "te_groot"),
    (
        "a million rows of a workbook",
        SIGNALS,
        "lijst.xlsx",
        lambda: workbook(HEADER + "<row/>" * 1_000_000),
        "te_groot",
    ),
    ("a program", SIGNALS, "lijst.csv", lambda: b"\x7fELF" + bytes(4096), "onleesbaar"),
    ("a program", SIGNALS, "lijst.xlsx", lambda: b"\x7fELF" + bytes(4096), "onleesbaar"),
    ("a workbook called csv", SIGNALS, "lijst.csv", lambda: workbook(HEADER), "onleesbaar"),
    ("a table called json", SIGNALS, "lijst.json", lambda: b"datum;adres\n", "onleesbaar"),
    ("a list in lists in lists", SIGNALS, "lijst.json", lambda: b"[" * 2_000_000, "onleesbaar"),
    (
        "a number of a million digits",
        SIGNALS,
        "lijst.json",
        lambda: b'[{"id": ' + b"9" * 1_000_000 + b"}]",
        "onleesbaar",
    ),
    ("an ending that is not read", SIGNALS, "lijst.xlsm", lambda: workbook(HEADER), "soort_bestand"),
    ("zip bomb", AGREEMENTS, "afspraken.docx", lambda: packed({"x.bin": bytes(BOMB)}, document()), "onleesbaar"),
    ("entity bomb", AGREEMENTS, "afspraken.docx", lambda: document(_late), "onleesbaar"),
    ("a cell that is too wide", AGREEMENTS, "afspraken.docx", lambda: document(_wide), "gestopt"),
    ("a workbook called docx", AGREEMENTS, "afspraken.docx", lambda: workbook(HEADER), "onleesbaar"),
    ("nothing", AGREEMENTS, "afspraken.docx", lambda: b"", "leeg"),
    ("a program", AGREEMENTS, "afspraken.xlsx", lambda: b"\x7fELF" + bytes(4096), "onleesbaar"),
    (
        "a million rows of a workbook",
        AGREEMENTS,
        "afspraken.xlsx",
        lambda: workbook("<row><c><v>1</v></c></row>" * 1_000_000),
        "te_groot",
    ),
]
"""What is wrong, what the list is of, the name of the file, what makes it, and the reason that is told."""


def columns() -> bytes:
    """Give a csv that names so many columns that comparing them takes longer than anybody waits."""
    return ";".join(f"{number:x}" for number in range(700_000)).encode() + b"\n"
