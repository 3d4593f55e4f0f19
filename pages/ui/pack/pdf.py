"""The pack as a PDF on A4 or A3, lying down: agenda, a map of each level, a page an item, agreements and actions."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib as mpl
from pypdf import PdfReader, PdfWriter
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from geo.encode import plain
from geo.palette import INK, LOOKS
from pages.ui.pack.content import LONGEST, Pack, Scene, Table, shares
from pages.ui.pack.pictures import picture, sheet
from pages.ui.pack.plates import SHOWN, Plate

FONT, BOLD = "DejaVu Sans", "DejaVu Sans Bold"
"""Come with matplotlib: every server has them, with the symbols of the lights."""

DEMO, RULE, SOFT = HexColor("#5b3a8c"), HexColor("#b9b9b4"), HexColor("#45453f")
LETTER = 0.65
"""Width of a letter as a share of its size, wide letters allowed for."""
MARGIN, FOOT = 14 * mm, 9 * mm

Draw = Callable[[Canvas, float, float], None]
"""Draws one page on a canvas of so many points wide and high."""


def pdf(pack: Pack, size: str = "A4") -> bytes:
    """Write the pack as one PDF whose words can be searched."""
    _fonts()
    wide, high = landscape(A3 if size == "A3" else A4)
    first = _pages([partial(_front, pack)], wide, high)
    maps = [sheet(plate, size, pack.made) for plate in pack.overviews]
    last = _pages([*(partial(_scene, pack, scene) for scene in pack.scenes), *_tables(pack, wide, high)], wide, high)
    return _joined(pack, [first, *maps, last])


def pdf_a3(pack: Pack) -> bytes:
    """Write the pack on A3."""
    return pdf(pack, "A3")


def _pages(draws: Sequence[Draw], wide: float, high: float) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(wide, high), invariant=True)
    for draw in draws:
        draw(canvas, wide, high)
        canvas.showPage()
    canvas.save()
    return written.getvalue() if draws else b""


def _joined(pack: Pack, parts: Sequence[bytes]) -> bytes:
    """Put the parts behind each other, with the number of the page and the stamp at the foot of each."""
    book = PdfWriter()
    for part in parts:
        for page in PdfReader(io.BytesIO(part)).pages if part else []:
            book.add_page(page)
    total = len(book.pages)
    for number, page in enumerate(book.pages, 1):
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        foot = _pages([partial(_foot, pack, number, total)], wide, high)
        page.merge_page(PdfReader(io.BytesIO(foot)).pages[0])
    book.add_metadata({"/Title": f"{pack.title}, {pack.place}", "/Creator": "Buurtstoplicht"})
    book.compress_identical_objects()
    written = io.BytesIO()
    book.write(written)
    return written.getvalue()


def _foot(pack: Pack, number: int, total: int, canvas: Canvas, wide: float, _: float) -> None:
    canvas.setFont(FONT, 7 * wide / A4[1])
    canvas.setFillColor(SOFT)
    canvas.drawString(MARGIN, FOOT / 2, pack.stamp)
    canvas.drawRightString(wide - MARGIN, FOOT / 2, pack.words.page.format(n=number, totaal=total))


def _front(pack: Pack, canvas: Canvas, wide: float, high: float) -> None:
    top = _head(pack, pack.title, pack.place, canvas, wide, high)
    scale = wide / A4[1]
    left = [_text(f"<b>{escape(pack.words.agenda)}</b>", 14 * scale)]
    left += [_text(escape(line), 12 * scale) for line in pack.agenda]
    _fill(canvas, left, (MARGIN, MARGIN, (wide - 2 * MARGIN) * 0.58, top - MARGIN))
    right: list[Flowable] = [_text(f"<b>{escape(pack.words.facts)}</b>", 10 * scale)]
    right += [_text(f"{escape(name)}: {escape(said)}", 9 * scale) for name, said in pack.facts]
    start = MARGIN + (wide - 2 * MARGIN) * 0.62
    _fill(canvas, right, (start, MARGIN, wide - MARGIN - start, top - MARGIN))


def _scene(pack: Pack, scene: Scene, canvas: Canvas, wide: float, high: float) -> None:
    top = _head(pack, scene.title, f"{scene.place}  {scene.section}", canvas, wide, high)
    scale, room = wide / A4[1], wide - 2 * MARGIN
    share = 0.0
    if scene.plate is not None:
        share = 0.54
        _map(canvas, scene.plate, (MARGIN, MARGIN, room * share, top - MARGIN))
    texts: list[Flowable] = [_text(f"• {escape(line)}", 14 * scale) for line in scene.reasons]
    if scene.typed:
        texts.append(Spacer(1, 6 * scale))
    texts += [_text(f"<b>{escape(kind)}</b>  {escape(said)}", 13 * scale) for kind, said in scene.typed]
    start = MARGIN + room * share + (6 * mm if share else 0)
    _fill(canvas, texts, (start, MARGIN, wide - MARGIN - start, top - MARGIN))


def _head(pack: Pack, title: str, above: str, canvas: Canvas, wide: float, high: float) -> float:
    """Draw the line above and the sentence; gives the height that is left under it."""
    scale = wide / A4[1]
    canvas.setFont(FONT, 10 * scale)
    canvas.setFillColor(SOFT)
    canvas.drawString(MARGIN, high - MARGIN, above)
    if pack.demo:
        _mark(canvas, pack.demo, wide - MARGIN, high - MARGIN, 9 * scale)
    sentence = _text(f"<b>{escape(plain(title, limit=LONGEST))}</b>", 20 * scale)
    _, used = sentence.wrap(wide - 2 * MARGIN, high)
    sentence.drawOn(canvas, MARGIN, high - MARGIN - 5 * mm - used)
    return float(high - MARGIN - 9 * mm - used)


def _mark(canvas: Canvas, text: str, right: float, base: float, size: float) -> None:
    canvas.setFont(BOLD, size)
    wide = canvas.stringWidth(text, BOLD, size)
    canvas.setFillColor(DEMO)
    canvas.roundRect(right - wide - 1.4 * size, base - 0.5 * size, wide + 1.4 * size, 1.8 * size, 0.9 * size, 0, 1)
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.drawString(right - wide - 0.7 * size, base, text)


def _map(canvas: Canvas, plate: Plate, box: tuple[float, float, float, float]) -> None:
    """Draw a map and, under it, what the colours mean."""
    left, bottom, wide, high = box
    size = 9 * canvas._pagesize[0] / A4[1]  # noqa: SLF001 (reportlab has no public name for it)
    line = 2.2 * size
    drawn = picture(plate, (wide / mm, (high - line) / mm))
    canvas.drawImage(ImageReader(io.BytesIO(drawn)), left, bottom + line, wide, high - line)
    at = left
    canvas.setFont(FONT, size)
    for state, row in zip(SHOWN, plate.words.legend, strict=False):
        canvas.setFillColor(HexColor(LOOKS[state].fill))
        canvas.drawString(at, bottom + size / 2, LOOKS[state].glyph)
        canvas.setFillColor(HexColor(INK))
        canvas.drawString(at + 1.4 * size, bottom + size / 2, row.word)
        at += canvas.stringWidth(row.word, FONT, size) + 3.2 * size


def _tables(pack: Pack, wide: float, high: float) -> list[Draw]:
    """Give the pages of the tables; a row is never cut in two."""
    deeds = tuple((one.words, one.who, notation_day(one.due), one.how) for one in pack.deeds)
    tables = [pack.agreements, Table(pack.words.actions.caption, pack.words.actions.heads, deeds)]
    return [
        partial(_grid, pack, table.caption, part)
        for table in tables
        if table.rows
        for part in _parts(table, wide, high)
    ]


def notation_day(day: object) -> str:
    """Write a day as every reader can read it, whatever the language: 31-10-2026."""
    return f"{day:%d-%m-%Y}"


def _parts(table: Table, wide: float, high: float) -> list[Flowable]:
    room = wide - 2 * MARGIN
    parts = [_laid(table, wide)]
    while True:
        *_, last = parts
        cut = last.split(room, high - 2 * MARGIN - 30 * mm)
        if len(cut) < 2:  # noqa: PLR2004 - it fits as it is
            return parts
        parts[-1:] = cut


def _laid(table: Table, wide: float) -> Grid:
    scale, room = wide / A4[1], wide - 2 * MARGIN
    rows = [[_text(f"<b>{escape(head)}</b>", 11 * scale) for head in table.heads]]
    rows += [[_text(escape(cell), 11 * scale) for cell in row] for row in table.rows]
    widths = [room * share for share in shares(table, room / (LETTER * 11 * scale))]
    grid = Grid(rows, colWidths=widths, repeatRows=1)
    grid.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return grid


def _grid(pack: Pack, caption: str, part: Flowable, canvas: Canvas, wide: float, high: float) -> None:
    top = _head(pack, caption, pack.title, canvas, wide, high)
    _, used = part.wrap(wide - 2 * MARGIN, top)
    part.drawOn(canvas, MARGIN, top - used)


def _fill(canvas: Canvas, texts: list[Flowable], box: tuple[float, float, float, float]) -> None:
    """Set texts in a box; smaller where they would not fit."""
    left, bottom, wide, high = box
    frame = Frame(left, bottom, wide, high, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    frame.addFromList([KeepInFrame(wide, high, texts, mode="shrink")], canvas)


def _text(markup: str, size: float) -> Paragraph:
    look = ParagraphStyle(
        "text", fontName=FONT, fontSize=size, leading=1.25 * size, spaceAfter=0.4 * size, textColor=HexColor(INK)
    )
    return Paragraph(markup, look)


def _fonts() -> None:
    if FONT in pdfmetrics.getRegisteredFontNames():
        return
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    pdfmetrics.registerFont(TTFont(FONT, str(folder / "DejaVuSans.ttf")))
    pdfmetrics.registerFont(TTFont(BOLD, str(folder / "DejaVuSans-Bold.ttf")))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)
