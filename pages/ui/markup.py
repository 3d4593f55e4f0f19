"""Small pieces of HTML and Markdown around data; whatever comes from data is encoded here."""

from __future__ import annotations

import re

from data.domain.lights import State
from geo.encode import encode
from geo.palette import symbol_uri
from pages.ui.text import t

_SPECIAL = re.compile(
    r"[\\`*_\[\]<>$~]"  # code, emphasis, links, tags, formulas, struck text
    r"|:(?=[A-Za-z/+-])"  # colours, icons, emoji
    r"|(?<=-)-"  # dashes
    r"|&(?=[#A-Za-z])"  # entities
    r"|^[#+-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]"  # headings and lists, at the start
)
"""What Markdown would make something of."""

_ADDRESS = re.compile(r"(?<=http)(?=:)|(?<=https)(?=:)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
"""Where a web or mail address can be broken. A backslash does not help: addresses are made links after it is gone."""

_JOINER = "\N{WORD JOINER}"
"""Takes no room and breaks no line, but no address goes on behind it."""


def words(text: object) -> str:
    """Encode text for HTML."""
    return encode(text, limit=600)


def literal(text: object) -> str:
    """Encode text for Markdown (titles, labels): no link, image, colour, emoji or formula can come of it."""
    line = _ADDRESS.sub(_JOINER, " ".join(str(text).split()))
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", line)


def symbol(state: State, size: int = 20) -> str:
    """Symbol of a state; its word stands beside it, so screen readers skip the picture."""
    return f'<img class="bs-symbol" src="{symbol_uri(state, size=size)}" width="{size}" height="{size}" alt="">'


def badge(state: State, *, pale: bool = False) -> str:
    """Symbol and word of a state, in its colour; ``pale`` for a colour that is borrowed from above."""
    kind = f"bs-badge bs-{state.value}" + (" bs-pale" if pale else "")
    return f'<span class="{kind}">{symbol(state)}<b>{words(t(f"stoplicht.{state.value}"))}</b></span>'


def table(caption: str, heads: list[str], rows: list[list[str]], *, numbers: frozenset[int] = frozenset()) -> str:
    """Write a table as HTML; every text in it is encoded here.

    Parameters
    ----------
    caption
        What the table holds, shown above it.
    heads
        One heading a column.
    rows
        One text a cell; the first of a row names it.
    numbers
        Positions of the columns that are aligned as numbers.
    """
    kinds = [' class="bs-number"' if position in numbers else "" for position in range(len(heads))]
    head = "".join(f'<th scope="col"{kind}>{words(text)}</th>' for text, kind in zip(heads, kinds, strict=True))
    body = "".join(f"<tr>{_cells(row, kinds)}</tr>" for row in rows)
    return (
        f'<div class="bs-scroll"><table class="bs-table"><caption>{words(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(row: list[str], kinds: list[str]) -> str:
    first, *rest = (f"{kind}>{words(text)}" for text, kind in zip(row, kinds, strict=True))
    return f'<th scope="row"{first}</th>' + "".join(f"<td{cell}</td>" for cell in rest)
