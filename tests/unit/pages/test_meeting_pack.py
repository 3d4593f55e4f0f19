"""The pack of a meeting: every file says what the screen said, carries the stamp and runs nothing of what is in it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
import shapely
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from data.domain.lights import SHOWN_ORDER
from geo.palette import style
from geo.print_words import LegendLine, PrintWords
from pages.ui.pack import deeds, minutes, pdf, slides, web_page
from pages.ui.pack.content import Deed, Pack, Scene, Table, Words, shares
from pages.ui.pack.pictures import fitting, height, portions
from pages.ui.pack.plates import Plate

HOSTILE = '<script>alert(1)</script> {{ 7*7 }} & "=1+1" ]]> \N{LINE SEPARATOR}'
LEGEND = tuple(
    LegendLine((style(state, inherited=False, indicative=False),), state.value, "uitleg", "1") for state in SHOWN_ORDER
)
WORDS = Words(
    "nl", "Agenda", "Waar dit van gemaakt is", "Verslag", "Niets",
    Table("Acties", ("Wat", "Wie", "Wanneer", "Hoe"), ()), "Actie: {wat}", "{n} van {totaal}",
)  # fmt: skip
STAMP = "O-2026-0001, kenmerk 0123456789ab"


def plate(title: str, selected: int | None = 0) -> Plate:
    shapes = [shapely.to_wkb(shapely.box(5 + 0.001 * east, 52, 5.0009 + 0.001 * east, 52.001)) for east in range(3)]
    units = pd.DataFrame({
        "name": ["Kadeflat", HOSTILE, "Singelhof"],
        "state": ["red", "amber", "grey"],
        "wkb": pd.Series(shapes, dtype="object"),
        "indicative": [False, True, False],
    })  # fmt: skip
    words = PrintWords(title, "Voorbeeldstad", "Legenda", LEGEND, "Nummers", "{n} meer", (("Kenmerk", STAMP),))
    return Plate(title, units, selected, (5.0, 52.0, 5.003, 52.001), None, None, words)


@pytest.fixture
def pack() -> Pack:
    scenes = (
        Scene("1/2", "Nieuw rood", "Kadeflat is rood geworden", ("Weegt tegen: Overlast (veel)", "Helpt: Bewoners"),
              (("Besluit", "Wij bellen iedereen"), ("Notulen", HOSTILE)), plate("Kadeflat: rood")),
        Scene("2/2", "Punt", HOSTILE, (), (), None),
    )  # fmt: skip
    return Pack(
        stem="overleg_O-2026-0001",
        title="Overleg van 9 juli 2026",
        place="Proefdam",
        demo="Voorbeeldstad met verzonnen gegevens",
        stamp=STAMP,
        facts=(("Kenmerk", "0123456789ab" * 5), ("Model", "klein-1")),
        overviews=(plate("Complexen in Proefdam: 1 rood", None),),
        scenes=scenes,
        agreements=Table("Afspraken", ("Afspraak", "Eigenaar"), (("Kadeflat groen", "corporatie"),) * 40),
        deeds=(Deed("A-2026-0001", "Bel alle bewoners", "Jansen", date(2026, 8, 1), "open"),
               Deed("A-2026-0002", HOSTILE, "=1+1", date(2026, 9, 1), "open")),
        words=WORDS,
        made=datetime(2026, 7, 9, 12, tzinfo=UTC),
    )  # fmt: skip


def in_pdf(pack: Pack) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.pdf(pack))).pages)


def in_slides(pack: Pack) -> str:
    texts = []
    for slide in Presentation(io.BytesIO(slides.pptx(pack))).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


def in_page(pack: Pack) -> str:
    text = web_page.html(pack).decode()
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", text)


def in_minutes(pack: Pack) -> str:
    book = Document(io.BytesIO(minutes.docx(pack)))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in book.paragraphs), *cells])


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("read", [in_pdf, in_slides, in_page])
def test_every_kind_of_pack_says_what_the_screen_said(pack: Pack, read: Callable[[Pack], str]) -> None:
    said = plain(read(pack))
    told = [scene.title for scene in pack.scenes[:1]] + [line for scene in pack.scenes for line in scene.reasons]
    told += [pack.title, pack.stamp, "Wij bellen iedereen", "Bel alle bewoners", "Kadeflat groen", "01-08-2026"]
    assert [one for one in told if plain(one) not in said] == []
    assert pack.demo in said


def test_the_minutes_hold_what_was_typed_and_what_it_was_typed_at(pack: Pack) -> None:
    said = in_minutes(pack)
    assert "Kadeflat is rood geworden" in said
    assert "Besluit: Wij bellen iedereen" in said
    assert "Bel alle bewoners" in said
    assert STAMP in said


def test_every_page_carries_the_stamp_and_its_number(pack: Pack) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.pdf(pack))).pages]
    total = len(pages)
    assert total >= 6  # front, overview, two items, agreements on more than one page, actions
    assert [
        page for number, page in enumerate(pages, 1) if f"{number} van {total}" not in page or STAMP not in page
    ] == []


def test_a_pack_on_a3_has_pages_of_that_size(pack: Pack) -> None:
    pages = PdfReader(io.BytesIO(pdf.pdf_a3(pack))).pages
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages}
    assert sizes == {(1191, 842)}


def test_every_slide_carries_the_stamp_and_every_map_its_text(pack: Pack) -> None:
    deck = Presentation(io.BytesIO(slides.pptx(pack)))
    for slide in deck.slides:
        assert any(shape.has_text_frame and shape.text_frame.text == STAMP for shape in slide.shapes)
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    assert [shape._element._nvXxPr.cNvPr.get("descr") for shape in pictures] == [
        "Complexen in Proefdam: 1 rood",
        "Kadeflat: rood",
    ]


def test_columns_are_as_wide_as_their_longest_word_and_share_what_is_left() -> None:
    table = Table(
        "Afspraken", ("Afspraak", "Eigenaar"), (("kort", "huurdersorganisatie"), ("een lange titel " * 5, ""))
    )
    first, second = shares(table, 100)
    assert first + second == pytest.approx(1)
    assert second * 100 == pytest.approx(len("huurdersorganisatie") + 2)
    assert shares(table, 5)[1] > shares(table, 5)[0]  # too narrow for either: the longest word gets most
    assert shares(Table("Leeg", ("Wat", "Wie"), ()), 50) == [0.5, 0.5]


def test_nothing_on_a_slide_hangs_over_its_edge(pack: Pack) -> None:
    deck = Presentation(io.BytesIO(slides.pptx(pack)))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_the_page_runs_nothing_and_asks_nobody_for_anything(pack: Pack) -> None:
    text = web_page.html(pack).decode()
    assert "<script" not in text
    assert "default-src 'none'" in text
    sources = re.findall(r'(?:src|href|action)="([^"]*)"', text)
    assert sources
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert "{{ 7*7 }}" in text


def test_no_action_acts_as_a_formula(pack: Pack) -> None:
    book = load_workbook(io.BytesIO(deeds.xlsx(pack)))
    cells = [cell for row in book["Acties"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=1+1" in [cell.value for cell in cells]


def test_actions_stand_in_a_calendar_on_the_day_by_which_they_are_to_be_done(pack: Pack) -> None:
    calendar = Calendar.from_ical(deeds.ics(pack))
    events = calendar.walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(2026, 8, 1), date(2026, 9, 1)]
    assert str(events[0]["summary"]) == "Actie: Bel alle bewoners (Jansen)"


def test_a_pack_of_a_meeting_without_anything_is_still_a_pack(pack: Pack) -> None:
    empty = replace(pack, scenes=(), overviews=(), deeds=(), agreements=replace(pack.agreements, rows=()))
    assert len(PdfReader(io.BytesIO(pdf.pdf(empty))).pages) == 1
    assert len(Presentation(io.BytesIO(slides.pptx(empty))).slides) >= 2
    assert "Niets" in in_minutes(empty)
    assert b"<h1>" in web_page.html(empty)


KINDS = (pdf.pdf, pdf.pdf_a3, slides.pptx, web_page.html, minutes.docx, deeds.xlsx, deeds.ics)


@pytest.mark.parametrize("text", ["lang " * 4000, "nul\x00 en \x1b[31m"])
def test_a_text_of_any_length_or_character_leaves_no_kind_of_pack_unmade(pack: Pack, text: str) -> None:
    scene, deed = pack.scenes[0], pack.deeds[0]
    long = replace(
        pack,
        scenes=(replace(scene, title=text, typed=(("Notulen", text[:2000]),)),),
        deeds=(replace(deed, words=text[:200]),),
        place=text,
    )
    assert all(make(long) for make in KINDS)


def test_letters_are_as_large_as_the_room_allows_and_what_is_too_much_goes_to_the_next_page() -> None:
    room, lines = (100.0, 60.0), ["Een regel van een zekere lengte die over een paar regels loopt"] * 6
    size = fitting(lines, room, (40.0, 24.0, 12.0, 6.0))
    assert height(lines, size, room[0]) <= room[1]
    parts = portions(lines, room, 24.0)
    assert len(parts) > 1
    assert [line for part in parts for line in part] == lines
    assert all(height(part, 24.0, room[0]) <= room[1] for part in parts)
