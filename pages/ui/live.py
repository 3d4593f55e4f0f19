"""What is live: the settings of this process, the warehouse file and the newest release, and the store that is open."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

import streamlit as st

from data import release
from data.domain.errors import WarehouseError
from data.release import Store, Watch
from data.settings import Settings, from_environment

R = TypeVar("R")

_PAGE: ContextVar[dict[Hashable, object] | None] = ContextVar("page", default=None)
"""What the page that is being drawn has looked up; None outside it."""


def settings() -> Settings:
    """Read the settings of this process."""
    return from_environment(os.environ)


@contextmanager
def one_look() -> Iterator[None]:
    """Look once, while a page is drawn, at what is live and what else changes: all its figures are of one release."""
    page = _PAGE.set({})
    try:
        yield
    finally:
        _PAGE.reset(page)


def once(key: Hashable, ask: Callable[[], R]) -> R:
    """Ask once while a page is drawn, and each time outside it; an error is not kept."""
    page = _PAGE.get()
    if page is None:
        return ask()
    if key not in page:
        page[key] = ask()
    return cast("R", page[key])


def named() -> str:
    """Name the live warehouse file and the newest release, looked up on every run so that new ones show at once.

    Raises
    ------
    WarehouseError
        There is no live warehouse yet.
    """
    return once("live", _look)


def file() -> str:
    """Name the live warehouse file alone: a new release leaves it open, and a process opens a file once."""
    return named().partition(" ")[0]


def store() -> Store:
    """Give the store of the live warehouse file; a new release needs no other, since the store looks for itself."""
    return _opened(str(settings().var), file())


def _look() -> str:
    current = settings().current
    try:
        return f"{current.read_text(encoding='utf-8').strip()} {_watch(settings().database_url).newest()}"
    except OSError as error:
        message = f"{current}: no warehouse is live ({error}); make one with `python -m data ready`"
        raise WarehouseError(message) from error


@st.cache_resource(max_entries=2, show_spinner=False)
def _watch(database_url: str) -> Watch:  # noqa: ARG001 - the key: other records, another watch
    return release.watch(settings())


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(var: str, file: str) -> Store:  # noqa: ARG001 - both are the key: another file is another store
    return release.open_store(settings())
