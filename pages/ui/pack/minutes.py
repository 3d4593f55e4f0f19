"""Minutes as docx: what was decided first, then every item with what was typed, and the actions."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Text

from pages.ui.export import writable
from pages.ui.pack.content import Pack, Table
from pages.ui.pack.pdf import notation_day


def docx(pack: Pack) -> bytes:
    """Write the minutes."""
    book = Document()
    book.add_heading(pack.title, 0)
    book.add_paragraph(writable(f"{pack.place}  {pack.demo}").strip())
    _grid(book, Table(pack.words.facts, (), pack.facts))
    book.add_heading(pack.words.minutes, 1)
    told = [scene for scene in pack.scenes if scene.typed]
    if not told:
        book.add_paragraph(pack.words.none)
    for scene in told:
        book.add_heading(writable(scene.title), 2)
        for kind, said in scene.typed:
            line = book.add_paragraph(style="List Bullet")
            line.add_run(f"{kind}: ").bold = True
            line.add_run(writable(said))
    deeds = tuple((one.words, one.who, notation_day(one.due), one.how) for one in pack.deeds)
    _grid(book, Table(pack.words.actions.caption, pack.words.actions.heads, deeds))
    book.add_paragraph(pack.stamp)
    about = book.core_properties
    about.title, about.author, about.created, about.modified = pack.title, "Buurtstoplicht", pack.made, pack.made
    about.language = pack.words.language
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _grid(book: Text, table: Table) -> None:
    if not table.rows:
        return
    book.add_heading(table.caption, 1)
    rows: Sequence[Sequence[str]] = [*([table.heads] if table.heads else []), *table.rows]
    grid = book.add_table(len(rows), len(rows[0]), style="Table Grid")
    for line, row in zip(grid.rows, rows, strict=True):
        for cell, said in zip(line.cells, row, strict=True):
            cell.text = writable(said)
