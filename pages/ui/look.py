"""The style sheet of the pages: the colours come from ``geo.palette``, the rest from ``style/base.css``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from geo.palette import GROUND, INK, LOOKS, paler

FOLDER = Path(__file__).with_name("style")


@cache
def colours() -> str:
    """Palette as CSS variables: ``--red``, ``--red-pale`` and so on for the five states, ``--ink`` and ``--ground``."""
    pairs = [
        f"--bs-{state.value}:{look.fill};--bs-{state.value}-pale:{paler(look.fill)}" for state, look in LOOKS.items()
    ]
    return f":root,:host{{{';'.join(pairs)};--bs-ink:{INK};--bs-ground:{GROUND}}}"


@cache
def sheet(name: str) -> str:
    """Palette and one style sheet of the folder as text."""
    return colours() + (FOLDER / name).read_text(encoding="utf-8")


def dress() -> None:
    """Put the style sheet on the page."""
    st.html(f"<style>{sheet('base.css')}</style>")
