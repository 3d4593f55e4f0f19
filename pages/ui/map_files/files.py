"""The kinds of files in which the map is saved; each makes its bytes when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo.exchange import Account, geojson, geopackage
from geo.palette import LOOKS
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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its key in the texts, the end of its name, its media type, and what makes it."""

    key: str
    ending: str
    media_type: str
    make: Callable[[Content, Names], bytes]


def names() -> Names:
    """Give the words in the viewer's language."""
    return Names(t("kaartbestand.plekken"), t("hotspots.blad_uitleg"), t("kaartbestand.kleur"))


def _picture(content: Content, _: Names) -> bytes:
    from geo import print as paper  # noqa: PLC0415 - takes a second to load, and few visitors save a map

    return paper.png(_figure(content, "A4"))


def _pdf(size: str) -> Callable[[Content, Names], bytes]:
    def make(content: Content, _: Names) -> bytes:
        from geo import print as paper  # noqa: PLC0415 - see above

        return paper.pdf(_figure(content, size), title=content.words.title, made=content.made)

    return make


def _figure(content: Content, size: str) -> Figure:
    from geo import print as paper  # noqa: PLC0415 - see above

    page = paper.Size(size)
    return paper.map_figure(
        content.drawn, content.outline, content.ground, content.words, page, selected=content.selected
    )


def _spreadsheet(content: Content, names: Names) -> bytes:
    rows: list[list[Value]] = [[_cell(value) for value in row] for row in content.table.itertuples(index=False)]
    legend = [(line.word, line.meaning, line.count) for line in content.words.legend]
    about = [(content.words.title, ""), *content.words.facts, (content.words.legend_title, ""), *legend]
    return workbook((Sheet(names.places, [list(map(str, content.table)), *rows]), Sheet(names.about, about)))


def _cell(value: object) -> Value:
    if isinstance(value, str):
        return value
    return float(value) if isinstance(value, int | float) and not pd.isna(value) else None


def _geopackage(content: Content, names: Names) -> bytes:
    table = _attributes(content, names)
    layer, about = (_slug(name) for name in (names.places, names.about))
    return geopackage(table, content.drawn["wkb"].tolist(), _account(content), layer=layer, about=about)


def _geojson(content: Content, names: Names) -> bytes:
    return geojson(_attributes(content, names), content.drawn["wkb"].tolist(), _account(content))


def _attributes(content: Content, names: Names) -> pd.DataFrame:
    """Give the table with names that every program takes, and the colour of the light so that it can be drawn."""
    table = content.table.rename(columns={name: _slug(str(name)) for name in content.table})
    return table.assign(**{_slug(names.colour): [LOOKS[state].fill for state in content.drawn["state"]]})


def _account(content: Content) -> Account:
    legend = [(line.word, f"{line.meaning} ({line.count})") for line in content.words.legend]
    return Account([(content.words.legend_title, content.words.title), *content.words.facts], legend)


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
