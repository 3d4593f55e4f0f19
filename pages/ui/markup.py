"""Small pieces of HTML and Markdown around data; whatever comes from data is encoded here."""

from __future__ import annotations

import re

from data.domain.lights import State
from geo.encode import encode
from geo.palette import symbol_uri
from pages.ui.text import t

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&@^=\"'])")


def words(text: object) -> str:
    """Encode text for HTML."""
    return encode(text, limit=600)


def literal(text: object) -> str:
    """Encode text for Markdown (titles, labels): no link, image, colour, emoji or formula can come of it."""
    line = " ".join(str(text).split())
    return _SPECIAL.sub(r"\\\1", line)


def symbol(state: State, size: int = 20) -> str:
    """Symbol of a state; its word stands beside it, so screen readers skip the picture."""
    return f'<img class="bs-symbol" src="{symbol_uri(state, size=size)}" width="{size}" height="{size}" alt="">'


def badge(state: State, *, pale: bool = False) -> str:
    """Symbol and word of a state, in its colour; ``pale`` for a colour that is borrowed from above."""
    kind = f"bs-badge bs-{state.value}" + (" bs-pale" if pale else "")
    return f'<span class="{kind}">{symbol(state)}<b>{words(t(f"stoplicht.{state.value}"))}</b></span>'
