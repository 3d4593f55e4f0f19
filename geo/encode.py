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
    if text is None or text is pd.NA or text != text:  # noqa: PLR0124 (NaN and NaT are unequal to themselves)
        return ""
    plain = _TURNING.sub("", _UNSEEN.sub(" ", str(text)[: 4 * limit])).strip()
    if len(plain) > limit:
        plain = plain[: limit - 1].rstrip() + "…"
    return html.escape(plain, quote=True).translate(_ENTITIES)
