"""The slim header of every screen: product, place, the demo ribbon, pages, one's own role and the language."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from data.released import Place
from pages.ui import state, text, viewer
from pages.ui.account import account
from pages.ui.component import component
from pages.ui.markup import words
from pages.ui.text import t

LANGUAGE_WIDGET = "kop_taal"


def header(place: Place, pages: list[st.Page], quiet: list[st.Page], looking: Viewer) -> None:
    """Draw the header.

    Parameters
    ----------
    place
        The place in view; when it is a demo the ribbon says so and the role switch is there.
    pages
        Pages of the navigation, in order.
    quiet
        Pages that stand behind *Account*.
    looking
        Who is looking, and as which role.
    """
    if looking.within is not None:
        _shown_as(looking)
    with st.container(key="kop", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(_names(place), width="stretch")
        for page in pages:
            st.page_link(page, label=page.title)
        account(place, quiet)
        language_switch()
        component("language")(key="kop_lang", data={"language": text.language(), "lost": _lost()})


def _lost() -> dict[str, str]:
    """Give what the browser says when the server is gone, and so can't be asked for it."""
    return {"title": t("storing.verbinding"), "told": t("storing.verbinding_zin"), "close": t("storing.sluiten")}


def _names(place: Place) -> str:
    ribbon = f'<span class="bs-demo">{words(t("kop.demo"))}</span>' if place.demo else ""
    return (
        f'<div class="bs-names"><span class="bs-product">{words(t("kop.product"))}</span>'
        f'<span class="bs-place">{words(place.name)}</span>{ribbon}</div>'
    )


def _shown_as(looking: Viewer) -> None:
    """Say over everything that this is what another role sees, and offer to stop."""
    with st.container(key="toon_als_balk", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(t("account.toont", rol=t(f"rol.{looking.role.value}")), width="stretch")
        st.button(t("account.stop"), key="toon_als_stop", on_click=viewer.show_as_oneself)


def language_switch() -> None:
    """Draw the choice of language."""
    st.session_state[LANGUAGE_WIDGET] = text.language()
    names = {language: t(f"kop.taal_{language}") for language in text.LANGUAGES}
    st.segmented_control(
        t("kop.taal"),
        list(names),
        format_func=names.__getitem__,
        key=LANGUAGE_WIDGET,
        required=True,
        on_change=_switch_language,
        label_visibility="collapsed",
    )


def _switch_language() -> None:
    state.speak(str(st.session_state[LANGUAGE_WIDGET]))
