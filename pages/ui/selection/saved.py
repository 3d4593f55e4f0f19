"""The kept selections of a party: open one, keep what is chosen under a name, take one away."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from data.domain.selections import LONGEST
from data.release_selection import Member
from pages.ui import notation
from pages.ui.selection import kept, reads, writes
from pages.ui.selection.reads import Opened
from pages.ui.text import counted, t
from pages.ui.writes import confirmed

CHOICE = "selectie_bewaard"
"""Key of the box with the kept selections."""

NEW = ""
"""What stands in the box while no kept selection is open."""


def choice(viewer: Viewer) -> None:
    """Draw the box in which a kept selection is opened, or a new one begun; nothing while none is kept."""
    names = reads.names(viewer)
    if not names:
        return
    number = kept.opened()[0]
    st.session_state[CHOICE] = number if number in names else NEW
    options = {NEW: t("selectie.nieuw")} | names
    st.selectbox(
        t("selectie.bewaarde"),
        list(options),
        format_func=options.__getitem__,
        key=CHOICE,
        on_change=_open,
        args=(viewer,),
    )


def named(viewer: Viewer, members: tuple[Member, ...]) -> Opened | None:
    """Draw the name, keep the selection when that is asked, and say what of a kept one is not shown.

    Parameters
    ----------
    viewer
        For whom.
    members
        The places that are chosen and shown.

    Returns
    -------
    found
        The kept selection that is open; None for none.
    """
    st.session_state.setdefault(kept.NAME, kept.name())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("selectie.naam"), key=kept.NAME, max_chars=LONGEST, on_change=kept.typed)
        asked = reads.may_keep(viewer) and st.button(t("selectie.bewaar"), key="selectie_bewaar")
    if not reads.may_keep(viewer):
        return None
    found = reads.opened(viewer, kept.opened()[0])
    if asked and _keep(viewer, found, members):
        found = reads.opened(viewer, kept.opened()[0])
    if found is not None:
        _told(found)
    return found


def take_away(viewer: Viewer, found: Opened) -> None:
    """Draw the button that takes a kept selection away; its places stay chosen, so that it can be kept again."""
    if not st.button(t("selectie.verwijder"), key="selectie_verwijder"):
        return
    if writes.take_away(viewer, "selectie_verwijderen", found.number, kept.opened()[1]):
        kept.begin("", 0)
        st.success(t("selectie.verwijderd"))


def _keep(viewer: Viewer, found: Opened | None, members: tuple[Member, ...]) -> bool:
    """Keep what is chosen, as the selection that is open or as a new one; whether that succeeded."""
    form, name = "selectie_bewaren", kept.name()
    number, seen = kept.opened() if found else ("", 0)
    if number:
        stored = writes.change(viewer, form, number, seen, name, members)
    else:
        stored = writes.keep(viewer, form, name, members)
    if stored is None:
        return False
    kept.begin(stored, seen + 1)
    confirmed(stored)
    return True


def _told(found: Opened) -> None:
    """Say what a kept selection holds that is not shown, and that somebody changed it meanwhile."""
    if found.gone:
        st.caption(counted("selectie.vervallen", found.gone, notation.number(found.gone)))
    if found.elsewhere:
        st.caption(counted("selectie.elders", found.elsewhere, notation.number(found.elsewhere)))
    if found.version != kept.opened()[1]:
        st.caption(t("selectie.gewijzigd"))
        st.button(t("selectie.laatste"), key="selectie_laatste", on_click=_show, args=(found,))


def _open(viewer: Viewer) -> None:
    number = str(st.session_state[CHOICE])
    if number == NEW:
        kept.clear()
        return
    found = reads.opened(viewer, number)
    if found is not None:
        _show(found)


def _show(found: Opened) -> None:
    kept.show(found.number, found.version, found.name, found.places)
