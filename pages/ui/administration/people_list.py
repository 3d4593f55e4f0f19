"""Who may come in, and the forms that give and take roles."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.people import Person
from pages.ui import writes
from pages.ui.markup import table
from pages.ui.people import reads
from pages.ui.people import writes as people
from pages.ui.text import t

Areas = dict[str, str]
"""Name of every area by its code, the whole place first."""

NUMBER = "beheer_nummer"


def show(viewer: Viewer) -> None:
    """Draw the list and the forms."""
    areas = {code: _area(level, name) for code, level, name in reads.areas(viewer)}
    if number := st.session_state.pop(NUMBER, ""):
        writes.confirmed(number)
    known = reads.listed(viewer)
    if known:
        st.html(_table(known, areas))
    else:
        st.info(t("beheer.niemand"))
    left, right = st.columns(2, gap="medium")
    with left:
        _let_in(viewer, areas)
    with right:
        if known:
            _give(viewer, known, areas)
            _take(viewer, known)


def _table(known: list[Person], areas: Areas) -> str:
    rows = [[one.identity.name, one.identity.email, _roles(one, areas), _state(one)] for one in known]
    return table(t("beheer.mensen"), [t(f"beheer.{head}") for head in ("naam", "adres", "rollen", "stand")], rows)


def _roles(person: Person, areas: Areas) -> str:
    given = [
        t("beheer.rol_voor", rol=t(f"rol.{role}"), gebieden=", ".join(areas.get(code, code) for code in sorted(codes)))
        for role, codes in person.roles.items()
    ]
    return "; ".join(given) or t("beheer.geen_rol")


def _state(person: Person) -> str:
    return t("beheer.aangemeld" if person.identity.subject else "beheer.nooit_aangemeld")


def _let_in(viewer: Viewer, areas: Areas) -> None:
    st.header(t("beheer.toelaten"), anchor=False)
    with st.form("toelaten", enter_to_submit=False):
        name = st.text_input(t("beheer.naam"), key="toelaten_naam", max_chars=80)
        email = st.text_input(t("beheer.adres"), key="toelaten_adres", max_chars=200, help=t("beheer.adres_hulp"))
        role, codes = _role("toelaten_rol"), _areas("toelaten_gebieden", areas)
        if st.form_submit_button(t("beheer.toelaten_knop"), type="primary"):
            _done(writes.attempt("toelaten", lambda key: people.let_in(viewer, name, email, role, codes, key)))


def _give(viewer: Viewer, known: list[Person], areas: Areas) -> None:
    st.header(t("beheer.geven"), anchor=False)
    with st.form("geven", enter_to_submit=False):
        person = _person("geven_wie", known)
        role, codes = _role("geven_rol"), _areas("geven_gebieden", areas)
        if st.form_submit_button(t("beheer.geven_knop"), type="primary"):
            _done(writes.attempt("geven", lambda key: people.give(viewer, person, role, codes, key)))


def _take(viewer: Viewer, known: list[Person]) -> None:
    given = {f"{one.number} {role}": (one, role) for one in known for role in one.roles}
    if not given:
        return
    st.header(t("beheer.afnemen"), anchor=False)
    names = {key: f"{one.identity.name}: {t(f'rol.{role}')}" for key, (one, role) in given.items()}
    with st.form("afnemen", enter_to_submit=False):
        chosen = st.selectbox(t("beheer.welke"), list(names), format_func=names.__getitem__, key="afnemen_welke")
        if st.form_submit_button(t("beheer.afnemen_knop")):
            person, role = given[chosen]
            _done(writes.attempt("afnemen", lambda key: people.take(viewer, person, role, key)))


def _person(key: str, known: list[Person]) -> Person:
    by_number = {one.number: one for one in known}
    chosen = st.selectbox(
        t("beheer.wie"), list(by_number), format_func=lambda number: by_number[number].identity.name, key=key
    )
    return by_number[chosen]


def _role(key: str) -> Role:
    names = {role.value: t(f"rol.{role.value}") for role in Role}
    return Role(st.selectbox(t("beheer.rol"), list(names), format_func=names.__getitem__, key=key))


def _areas(key: str, areas: Areas) -> frozenset[str]:
    chosen = st.multiselect(
        t("beheer.gebieden"),
        list(areas),
        format_func=areas.__getitem__,
        key=key,
        help=t("beheer.gebieden_hulp"),
        placeholder=t("beheer.gebieden_kies"),
    )
    return frozenset(chosen)


def _area(level: Level, name: str) -> str:
    return f"{name} ({t(f'niveau.{level.value}')})"


def _done(number: str | None) -> None:
    """Draw the list anew once something was stored; the receipt is shown above it."""
    if number:
        st.session_state[NUMBER] = number
        st.rerun()
