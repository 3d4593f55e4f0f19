"""Entrance of the pages: language, page configuration, header and navigation; then the page that was asked for."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st

from data.domain.access import Permission
from data.domain.errors import BuurtstoplichtError, SettingsError, WarehouseError
from data.domain.lights import State
from geo.palette import symbol_uri
from pages.ui import door, reads, state, viewer
from pages.ui.header import header
from pages.ui.look import dress
from pages.ui.text import t

_LOG = logging.getLogger(__name__)
_PAGES = Path(__file__).resolve().parent.parent

PAGES: tuple[tuple[str, str, Permission], ...] = (
    ("map", "kaart", Permission.SEE_LIGHTS),
    ("hotspots", "hotspots", Permission.SEE_LIGHTS),
    ("agreements", "afspraken", Permission.SEE_AGREEMENTS),
    ("meeting", "overleg", Permission.SEE_MEETINGS),
    ("signals", "signalen", Permission.HAND_IN_SIGNAL),
    ("my_area", "mijn-buurt", Permission.SEE_MY_AREA),
    ("method", "verantwoording", Permission.SEE_METHOD),
    ("admin", "beheer", Permission.MANAGE_PEOPLE),
    ("access_log", "inzage", Permission.SEE_OWN_LOG),
)
"""File, address and the permission with which it is there; the page guards itself all the same."""

OTHERS = {"inzage": (Permission.SEE_ACCESS_LOG, Permission.SEE_LOG_OUTLINE)}
"""Pages that the navigation lists only for who has more to see there than their own; for others behind *Account*."""


def main() -> None:
    """Draw one run of the app."""
    state.settle_language()
    st.set_page_config(page_title=t("kop.product"), page_icon=symbol_uri(State.GREEN, size=64), layout="wide")
    dress()
    try:
        place = reads.place(viewer.visitor())
        looking = viewer.current()
    except viewer.ClosedError as closed:
        door.door(closed.why)
        return
    except SettingsError:
        _LOG.exception("the figures stay closed")
        st.title(t("onveilig.titel"))
        st.error(t("onveilig.zin"))
        return
    except WarehouseError:
        _LOG.exception("there is nothing to show")
        st.title(t("leeg.titel"))
        st.info(t("leeg.zin"))
        return
    except BuurtstoplichtError:
        _LOG.exception("nobody can be told who they are")
        st.title(t("fout.titel"))
        st.error(t("fout.zin"))
        return
    pages = {page[1]: _page(page) for page in PAGES if looking.may(page[2])}
    chosen = st.navigation([_start(), *pages.values()], position="hidden")
    quiet = [name for name in pages if name in OTHERS and not any(map(looking.may, OTHERS[name]))]
    header(place, [page for name, page in pages.items() if name not in quiet], [pages[name] for name in quiet], looking)
    door.watch()
    if not reads.health().records:
        st.warning(t("storing.alleen_lezen"))
    chosen.run()


def _start() -> st.Page:
    return st.Page(_PAGES / "start.py", title=t("pagina.start"), default=True, visibility="hidden")


def _page(page: tuple[str, str, Permission]) -> st.Page:
    file, address, _ = page
    return st.Page(_PAGES / f"{file}.py", title=t(f"pagina.{address}"), url_path=address)


main()
