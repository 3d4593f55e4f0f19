"""Every page file ends in ``guarded(page, needs=...)``: the page runs only for a viewer who may see it."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.errors import AccessDeniedError, BuurtstoplichtError
from pages.ui import viewer
from pages.ui.live import one_look
from pages.ui.text import one_language, t

_LOG = logging.getLogger(__name__)


def guarded(page: Callable[[Viewer], None], *, needs: Permission) -> None:
    """Run a page for the viewer of this run, or say in words why not.

    The page is a fragment: what is clicked in it reruns it alone, and passes this gate again each time.

    Parameters
    ----------
    page
        Draws the page; takes the viewer.
    needs
        Permission without which nothing of it is drawn.
    """
    st.fragment(_run)(page, needs)


def _run(page: Callable[[Viewer], None], needs: Permission) -> None:
    try:
        looking = viewer.current()
        if looking.may(needs):
            with one_look(), one_language():
                page(looking)
        else:
            _denied()
    except viewer.ClosedError:
        st.rerun()  # the whole app draws the door instead
    except AccessDeniedError as error:
        _LOG.warning("refused: %s", error)
        _denied()
    except BuurtstoplichtError:
        _LOG.exception("the page could not be drawn")
        st.title(t("fout.titel"))
        st.error(t("fout.zin"))


def _denied() -> None:
    st.title(t("geweigerd.titel"))
    st.warning(t("geweigerd.zin"))
