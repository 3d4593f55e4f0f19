"""Who one is in the header: the roles one may choose from, what another role sees, and signing out."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Role, Viewer
from data.released import Place
from pages.ui import sign_in, viewer
from pages.ui.markup import literal
from pages.ui.text import t


def account(place: Place, pages: list[st.Page]) -> None:
    """Draw the choice of role where there is one, and behind one button the rest.

    Parameters
    ----------
    place
        On a demo everybody may play every role.
    pages
        Pages about oneself.
    """
    own, roles = viewer.own(), viewer.roles()
    if len(roles) > 1:
        _roles(own, roles)
    signed_in = sign_in.configured()
    if not signed_in and not (place.demo and own.may(Permission.SHOW_AS_ROLE)):
        return
    with st.popover(t("account.knop"), icon=":material/person:"):
        if signed_in:
            st.markdown(f"**{literal(own.name)}**  \n{t(f'rol.{own.role.value}')}")
        for page in pages:
            st.page_link(page, label=page.title)
        if own.may(Permission.SHOW_AS_ROLE):
            _show_as(own)
        if signed_in:
            st.button(t("account.afmelden"), key="kop_afmelden", on_click=viewer.leave)


def _roles(own: Viewer, roles: tuple[Role, ...]) -> None:
    st.session_state[viewer.ROLE_KEY] = own.role.value
    names = {role.value: t(f"rol.{role.value}") for role in roles}
    st.selectbox(
        t("kop.rol"),
        list(names),
        format_func=names.__getitem__,
        key=viewer.ROLE_KEY,
        label_visibility="collapsed",
        width=250,
        on_change=viewer.show_as_oneself,
    )


def _show_as(own: Viewer) -> None:
    st.session_state.setdefault(viewer.SHOWN_KEY, "")
    names = {"": t("account.zelf")} | {role.value: t(f"rol.{role.value}") for role in Role if role is not own.role}
    st.selectbox(
        t("account.toon_als"),
        list(names),
        format_func=names.__getitem__,
        key=viewer.SHOWN_KEY,
        help=t("account.toon_als_hulp"),
    )
