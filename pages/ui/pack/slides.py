"""The pack as slides (pptx): one item a slide, map left, reasons right, as text in large letters."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Mm, Pt

from geo.palette import LOOKS
from geo.print_text import POINT
from pages.ui.pack.content import Pack, Scene, Table, shares
from pages.ui.pack.pdf import LETTER, notation_day
from pages.ui.pack.pictures import fitting, picture, portions
from pages.ui.pack.plates import SHOWN, Plate

WIDE, HIGH = 338.7, 190.5
"""Millimetres of a slide of 16 by 9."""

MARGIN, GAP, FOOT = 12.0, 8.0, 8.0
TOP, HEAD = 10.0, 26.0
FONT = "Arial"
"""On every machine; narrower than the letters that are measured with, so that what was measured fits."""

SIZES = (24.0, 22.0, 20.0, 18.0)
SMALLEST = SIZES[-1]
ROWS = 7
"""Rows of a table on one slide."""

INK, SOFT, DEMO = "#1c1c1c", "#45453f", "#5b3a8c"
BLANK = 6
"""Position of the empty layout in the template of the library."""

Box = tuple[float, float, float, float]


def pptx(pack: Pack) -> bytes:
    """Write the pack as slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDE), Mm(HIGH)
    _listed(deck, pack, pack.title, [*pack.agenda] or [pack.words.none])
    for plate in pack.overviews:
        _overview(deck, pack, plate)
    for scene in pack.scenes:
        _scene(deck, pack, scene)
    deeds = tuple((one.words, one.who, notation_day(one.due), one.how) for one in pack.deeds)
    for table in (pack.agreements, Table(pack.words.actions.caption, pack.words.actions.heads, deeds)):
        for start in range(0, len(table.rows), ROWS):
            _grid(deck, pack, table, table.rows[start : start + ROWS])
    _listed(deck, pack, pack.words.facts, [f"{name}: {said}" for name, said in pack.facts])
    about = deck.core_properties
    about.title, about.author, about.created, about.modified = pack.title, "Buurtstoplicht", pack.made, pack.made
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _slide(deck: Deck, pack: Pack, title: str, above: str) -> Slide:
    """Start a slide: what it is part of, its sentence, the mark of invented data and the stamp."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[BLANK])
    for shape in list(slide.placeholders):
        shape.element.getparent().remove(shape.element)
    room = (WIDE - 2 * MARGIN, HEAD - 8)
    _write(slide, [above], (MARGIN, TOP - 6, room[0] * 0.6, 8), 14, colour=SOFT)
    if pack.demo:
        _write(
            slide, [pack.demo], (WIDE * 0.6, TOP - 6, WIDE * 0.4 - MARGIN, 8), 14, colour=DEMO, bold=True, right=True
        )
    size = fitting([title], room, (32.0, 28.0, 24.0, 20.0))
    _write(slide, [title], (MARGIN, TOP + 2, *room), size, bold=True)
    _write(slide, [pack.stamp], (MARGIN, HIGH - FOOT, WIDE - 2 * MARGIN, 6), 10, colour=SOFT)
    return slide


def _listed(deck: Deck, pack: Pack, title: str, lines: Sequence[str]) -> None:
    box = (MARGIN, TOP + HEAD, WIDE - 2 * MARGIN, HIGH - TOP - HEAD - FOOT - 2)
    size = fitting(lines, box[2:], SIZES)
    for part in portions(lines, box[2:], size):
        _write(_slide(deck, pack, title, pack.place), part, box, size)


def _overview(deck: Deck, pack: Pack, plate: Plate) -> None:
    slide = _slide(deck, pack, plate.title, pack.title)
    _map(slide, plate, (MARGIN, TOP + HEAD, WIDE - 2 * MARGIN, HIGH - TOP - HEAD - FOOT - 2))


def _scene(deck: Deck, pack: Pack, scene: Scene) -> None:
    top, high = TOP + HEAD, HIGH - TOP - HEAD - FOOT - 2
    share = 0.5 if scene.plate else 0.0
    left = MARGIN + (WIDE - 2 * MARGIN) * share + (GAP if share else 0)
    box = (left, top, WIDE - MARGIN - left, high)
    lines = [f"• {line}" for line in scene.reasons] + [f"{kind}: {said}" for kind, said in scene.typed]
    size = fitting(lines, box[2:], SIZES)
    for part in portions(lines, box[2:], size):
        slide = _slide(deck, pack, scene.title, f"{scene.place}  {scene.section}")
        if scene.plate:
            _map(slide, scene.plate, (MARGIN, top, (WIDE - 2 * MARGIN) * share, high))
        _write(slide, part, box, size)


def _map(slide: Slide, plate: Plate, box: Box) -> None:
    """Put a map on a slide with its text for who can't see it, and what the colours mean under it."""
    left, top, wide, high = box
    line = 9.0
    drawn = slide.shapes.add_picture(
        io.BytesIO(picture(plate, (wide, high - line))), Mm(left), Mm(top), Mm(wide), Mm(high - line)
    )
    drawn._element._nvXxPr.cNvPr.set("descr", plate.title)  # noqa: SLF001 (the library has no public way)
    frame = _frame(slide, (left, top + high - line, wide, line))
    paragraph = frame.paragraphs[0]
    for state, row in zip(SHOWN, plate.words.legend, strict=False):
        _run(paragraph, f"{LOOKS[state].glyph} ", 14, LOOKS[state].fill)
        _run(paragraph, f"{row.word}    ", 14, INK)


def _grid(deck: Deck, pack: Pack, table: Table, rows: Sequence[Sequence[str]]) -> None:
    slide = _slide(deck, pack, table.caption, pack.title)
    wide = WIDE - 2 * MARGIN
    shape = slide.shapes.add_table(len(rows) + 1, len(table.heads), Mm(MARGIN), Mm(TOP + HEAD), Mm(wide), Mm(10))
    grid = shape.table
    for place, share in enumerate(shares(table, wide / (LETTER * 14 * POINT))):
        grid.columns[place].width = Mm(wide * share)
    for number, row in enumerate([table.heads, *rows]):
        for place, said in enumerate(row):
            cell: Any = grid.cell(number, place)
            cell.fill.background()
            paragraph = cell.text_frame.paragraphs[0]
            _run(paragraph, said, 14, INK, bold=number == 0)


def _write(
    slide: Slide,
    lines: Sequence[str],
    box: Box,
    size: float,
    *,
    colour: str = INK,
    bold: bool = False,
    right: bool = False,
) -> None:
    frame = _frame(slide, box)
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.4)
        if right:
            paragraph.alignment = 3
        _run(paragraph, line, size, colour, bold=bold)


def _frame(slide: Slide, box: Box) -> Any:  # noqa: ANN401 (the library has no type for it)
    left, top, wide, high = (Mm(value) for value in box)
    frame = slide.shapes.add_textbox(left, top, wide, high).text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _run(paragraph: Any, text: str, size: float, colour: str, *, bold: bool = False) -> None:  # noqa: ANN401
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]
