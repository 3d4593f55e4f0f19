"""The road from a form to the records: one key a form, a receipt after it is stored, a sentence when it is not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from secrets import token_hex
from typing import Protocol

import streamlit as st

from data.domain.errors import AccessDeniedError, ChangedMeanwhileError, RecordsDownError, RefusedError
from pages.ui import notation
from pages.ui.markup import literal
from pages.ui.text import t

_LOG = logging.getLogger(__name__)


class Numbered(Protocol):
    """What a write gives back once it is stored."""

    @property
    def number(self) -> str:
        """Number of the record."""


def attempt(form: str, write: Callable[[str], Numbered]) -> str | None:
    """Store what stands in a form, and say on the screen how it went.

    Parameters
    ----------
    form
        Name of the form on its page.
    write
        Stores it under the key that it is given, and returns its receipt.

    Returns
    -------
    number
        Number of the record, once it is stored; None when it was not: then the form keeps what was typed and its key,
        so that sending it again can't make two records.
    """
    try:
        number = write(key(form)).number
    except RefusedError as error:
        st.error(t(f"weigering.{error.reason}", **{name: literal(fact) for name, fact in error.facts.items()}))
    except ChangedMeanwhileError as error:
        st.error(t("bewaren.gewijzigd", wie=literal(error.by), wanneer=notation.moment(error.at)))
    except AccessDeniedError as error:
        _LOG.warning("refused: %s", error)
        st.error(t("bewaren.geweigerd"))
    except RecordsDownError:
        _LOG.exception("the records are down")
        st.error(t("bewaren.storing"))
    else:
        forget(form)
        return number
    return None


def key(form: str) -> str:
    """Give the key of a form: made when it is first drawn, the same until it is stored."""
    kept: str = st.session_state.setdefault(_place(form), token_hex(16))
    return kept


def field(form: str, name: str) -> str:
    """Give the key of a field: the same until its form is stored, whatever others store meanwhile; then another."""
    return f"{form}_{name}_{key(form)[:8]}"


def forget(form: str) -> None:
    """Let the form be drawn anew, as after it was stored: its fields then hold what stands there now."""
    st.session_state.pop(_place(form), None)


def confirmed(number: str) -> None:
    """Say that it is stored, with its number."""
    st.success(t("bewaren.gelukt", nummer=number))


def _place(form: str) -> str:
    return f"{form}.sleutel"
