"""The kinds of files in which the map is saved; each makes its bytes when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo.exchange import Account, geojson, geopackage
from geo.palette import LOOKS
from geo.print_words import LegendLine
from geo.scales import NUMBERS, fill
from pages.ui import export
from pages.ui.export import Sheet, Value, workbook
from pages.ui.map_files.content import Content
from pages.ui.text import t

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Names:
    """Words inside a file; chosen while the viewer looks, since the file is made outside its session."""

    places: str
    about: str
    colour: str
    sides: tuple[str, str]
    fixed: tuple[str, ...]
    """Columns in which two maps never differ."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its key in the texts, the end of its name, its media type, and what makes it."""

    key: str
    ending: str
    media_type: str
    make: Callable[[Content, Names], bytes]


def names() -> Names:
    """Give the words in the viewer's language."""
    return Names(
        t("kaartbestand.plekken"),
        t("hotspots.blad_uitleg"),
        t("kaartbestand.kleur"),
        sides=(t("kaartbestand.links"), t("kaartbestand.rechts")),
        fixed=(t("lijst.naam"), t("kaartbestand.code")),
    )


def _picture(content: Content, _: Names) -> bytes:
    from geo import print as paper  # noqa: PLC0415 - takes a second to load, and few visitors save a map

    return paper.png(_figure(content, "A4"))


def _pdf(size: str) -> Callable[[Content, Names], bytes]:
    def make(content: Content, _: Names) -> bytes:
        from geo import print as paper  # noqa: PLC0415 - see above

        return paper.pdf(_figure(content, size), title=content.paper.title, made=content.made)

    return make


def _figure(content: Content, size: str) -> Figure:
    from geo import print as paper  # noqa: PLC0415 - see above

    return paper.map_figure(
        content.drawn,
        content.outline,
        content.ground,
        content.paper,
        paper.Size(size),
        selected=content.selected,
        beside=content.beside.drawn if content.beside else None,
    )


def _maps(content: Content, names: Names) -> list[tuple[str, Content]]:
    """Give each map with its side, which is empty for one map alone."""
    return [("", content)] if content.beside is None else [*zip(names.sides, (content, content.beside), strict=True)]


def _spreadsheet(content: Content, names: Names) -> bytes:
    sheets = [Sheet(f"{names.places} {side}".strip(), _rows(one.table)) for side, one in _maps(content, names)]
    shown = [(content.words.title, "")] if content.beside is None else _shown(content, names)
    legend = [(_at(line.word, side), line.meaning, line.count) for side, line in _legend(content, names)]
    about = [*shown, *content.paper.facts, (content.words.legend_title, ""), *legend]
    return workbook((*sheets, Sheet(names.about, about)))


def _rows(table: pd.DataFrame) -> list[list[Value]]:
    return [list(map(str, table)), *([_cell(value) for value in row] for row in table.itertuples(index=False))]


def _cell(value: object) -> Value:
    if isinstance(value, str):
        return value
    return float(value) if isinstance(value, int | float) and not pd.isna(value) else None


def _geopackage(content: Content, names: Names) -> bytes:
    tables = {_slug(f"{names.places} {side}"): _attributes(one, names) for side, one in _maps(content, names)}
    account = _account(content, names)
    return geopackage(tables, content.drawn["wkb"].tolist(), account, about=_slug(names.about))


def _geojson(content: Content, names: Names) -> bytes:
    table = _attributes(content, names)
    if content.beside is not None:
        other = _attributes(content.beside, names).drop(columns=[*map(_slug, names.fixed)], errors="ignore")
        table = table.join(other.add_suffix(f"_{_slug(names.sides[1])}"))
    return geojson(table, content.drawn["wkb"].tolist(), _account(content, names))


def _attributes(content: Content, names: Names) -> pd.DataFrame:
    """Give the table with names that every program takes, and the colour on the map so that it can be drawn."""
    table = content.table.rename(columns={name: _slug(str(name)) for name in content.table})
    pairs = zip(content.drawn["look"], content.drawn["state"], strict=True)
    return table.assign(
        **{_slug(names.colour): [fill(look) if look in NUMBERS else LOOKS[state].fill for look, state in pairs]}
    )


def _account(content: Content, names: Names) -> Account:
    legend = [(_at(line.word, side), f"{line.meaning} ({line.count})") for side, line in _legend(content, names)]
    alone = [(content.words.legend_title, content.words.title)]
    return Account([*(_shown(content, names) if content.beside else alone), *content.paper.facts], legend)


def _shown(content: Content, names: Names) -> list[tuple[str, str]]:
    """Say of two maps what each shows."""
    return [(side.capitalize(), ": ".join(one.caption)) for side, one in _maps(content, names)]


def _legend(content: Content, names: Names) -> list[tuple[str, LegendLine]]:
    """Give the lines of every legend, each with the side of its map."""
    return [(side, line) for side, one in _maps(content, names) for line in one.words.legend]


def _at(word: str, side: str) -> str:
    return f"{word} ({side})" if side else word


def _slug(name: str) -> str:
    return "_".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


KINDS: tuple[Kind, ...] = (
    Kind("pdf", "pdf", "application/pdf", _pdf("A4")),
    Kind("pdf_a3", "a3.pdf", "application/pdf", _pdf("A3")),
    Kind("png", "png", "image/png", _picture),
    Kind("xlsx", "xlsx", export.TYPE, _spreadsheet),
    Kind("gpkg", "gpkg", "application/geopackage+sqlite3", _geopackage),
    Kind("geojson", "geojson", "application/geo+json", _geojson),
)
"""In the order in which they are offered."""
