"""The one encoder of text that enters a map: folium runs what looks like a template, on the server."""

from __future__ import annotations

import html
import re

import pandas as pd

LIMIT = 160
"""Longest text that a map shows, in characters."""

_ENTITIES = str.maketrans({"{": "&#123;", "}": "&#125;", "`": "&#96;", "$": "&#36;", "\\": "&#92;", "_": "&#95;"})
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def encode(text: object, *, limit: int = LIMIT) -> str:
    """Make a text harmless in a Jinja template, a JavaScript string, HTML and an HTML attribute at once.

    Parameters
    ----------
    text
        Text or another single value; what is missing gives an empty text.
    limit
        Longest result in characters before encoding; what is longer ends in an ellipsis.

    Returns
    -------
    encoded
        Only characters that mean nothing to any of the four: markup, quotes, braces, backtick, dollar and backslash as
        HTML entities; control characters, line separators and lone surrogates as one space; marks that turn the writing
        direction of what follows are taken out.
    """
    return html.escape(plain(text, limit=limit), quote=True).translate(_ENTITIES)


def plain(text: object, *, limit: int = LIMIT) -> str:
    """Give a text as one visible line, for what knows no markup (paper, files); on a map it must be encoded.

    Parameters
    ----------
    text, limit
        As in `encode`.

    Returns
    -------
    plain
        Without control characters, line separators, lone surrogates and marks that turn the writing direction.
    """
    if text is None or text is pd.NA or text != text:  # noqa: PLR0124 (NaN and NaT are unequal to themselves)
        return ""
    line = _TURNING.sub("", _UNSEEN.sub(" ", str(text)[: 4 * limit])).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
