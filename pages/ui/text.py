"""Interface text in the viewer's language: ``t("kaart.titel")`` looks it up in the files of ``locale/nl`` or ``en``.

The texts are plain language (B1), one file a subject; a file of one language has the same keys as that of the other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import streamlit as st

LANGUAGES = ("nl", "en")
"""Languages of the interface, the first is the default."""

LANGUAGE_KEY = "taal"
"""Where the session keeps its language."""

_SPOKEN: ContextVar[str] = ContextVar("spoken", default="")
"""Language of the page that is being drawn; empty outside it."""

LOCALE = Path(__file__).with_name("locale")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Give every text of one language by its dotted key.

    Raises
    ------
    FileNotFoundError
        There is no such language.
    """
    files = sorted((LOCALE / language).glob("*.toml"))
    if not files:
        message = f"{LOCALE / language} holds no texts"
        raise FileNotFoundError(message)
    return dict(pair for file in files for pair in _flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def language() -> str:
    """Language of this session; Dutch until somebody asks for another."""
    return _SPOKEN.get() or _asked()


@contextmanager
def one_language() -> Iterator[None]:
    """Ask the session once for its language while a page is drawn: a list of places asks for thousands of texts."""
    token = _SPOKEN.set(_asked())
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def in_this_language(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Let a maker of a file keep the language of now: a download is made outside the session that asked for it."""
    said = language()

    def later() -> bytes:
        token = _SPOKEN.set(said)
        try:
            return make()
        finally:
            _SPOKEN.reset(token)

    return later


def _asked() -> str:
    chosen = st.session_state.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def t(key: str, **values: object) -> str:
    """Look up a text and fill in its named values.

    Parameters
    ----------
    key
        Dotted key such as ``kaart.titel``.
    values
        What stands between braces in the text; inserted as it is, so escape data for where the text goes.

    Raises
    ------
    KeyError
        The key, or a value that the text asks for, does not exist.
    """
    return catalogue(language())[key].format(**values)


def counted(key: str, count: int, shown: str) -> str:
    """Look up ``key.een`` or ``key.meer``, whichever fits the count, with ``{n}`` filled in as ``shown``."""
    return t(f"{key}.een" if count == 1 else f"{key}.meer", n=shown)


def known(key: str) -> bool:
    """Whether a text exists; for keys that come with the data, such as why a row was rejected."""
    return key in catalogue(language())


def _flat(tree: dict[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, entry in tree.items():
        if isinstance(entry, dict):
            pairs += _flat(entry, f"{prefix}{name}.")
        else:
            pairs.append((f"{prefix}{name}", str(entry)))
    return pairs
