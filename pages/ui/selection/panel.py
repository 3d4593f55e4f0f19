"""The own selection on the page: add what is selected, name it, see what it adds up to."""

from __future__ import annotations

import streamlit as st

from data.domain.areas import Level
from data.domain.indicators import catalogue
from data.domain.lights import State
from data.release_selection import Totals
from pages.ui import notation
from pages.ui.figures import value_words
from pages.ui.markup import literal, symbol, table, words
from pages.ui.rows import Row, figure, records
from pages.ui.selection import kept, reads, saved
from pages.ui.situation import Situation
from pages.ui.text import counted, language, t


def label() -> str:
    """Name the button behind which the selection lies."""
    number = len(kept.members())
    return t("selectie.kop_met", n=notation.number(number)) if number else t("selectie.kop")


def selection(now: Situation) -> None:
    """Draw the selection, below the box with those that were kept."""
    above = st.container()
    _add(now)
    if kept.members() or kept.opened()[0]:
        _chosen(now)
    else:
        st.caption(t("selectie.uitleg"))
    if reads.may_keep(now.viewer):
        with above:
            saved.choice(now.viewer)


def _chosen(now: Situation) -> None:
    """Draw what is chosen: its name, its places and what they add up to."""
    totals = reads.totals(now.viewer, kept.members(), now.view.period)
    there = {(str(row["level"]), str(row["unit_id"])) for row in records(totals.members)}
    found = saved.named(now.viewer, tuple(one for one in kept.members() if one in there))
    for row in records(totals.members):
        _member(row)
    st.html(_sums(totals, notation.period(now.view.period)))
    if found:
        saved.take_away(now.viewer, found)
    else:
        st.button(t("selectie.leeg"), key="selectie_leeg", on_click=kept.clear)


def _add(now: Situation) -> None:
    """Draw the button that adds or takes out the place that the panel explains."""
    unit = now.explained
    if not kept.takes(unit):
        return
    chosen = (unit.level, unit.unit_id) in kept.members()
    said = t("selectie.weg" if chosen else "selectie.erbij", naam=literal(unit.name))
    st.button(said, key="selectie_erbij", on_click=kept.toggle, args=(unit.level, unit.unit_id), width="stretch")


def _member(row: Row) -> None:
    level, code = Level(str(row["level"])), str(row["unit_id"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        homes = int(figure(row, "homes") or 0)
        facts = [t(f"niveau.{level.value}").lower(), counted("aantal.woningen", homes, notation.number(homes))]
        use = str(row["use"])
        note = "" if use == "counted" else f" <em>{words(t(f'selectie.{use}'))}</em>"
        light = symbol(State(str(row["state"])), 18)
        st.html(f"{light} <b>{words(row['name'])}</b> <small>{words(', '.join(facts))}{note}</small>", width="stretch")
        name = t("selectie.weg", naam=literal(row["name"]))
        st.button(
            t("selectie.kort"),
            key=f"selectie_{level.value}_{code}",
            help=name,
            on_click=kept.toggle,
            args=(level, code),
        )


def _sums(found: Totals, when: str) -> str:
    """Write what the selection adds up to as a table."""
    rows = [
        [t("selectie.woningen"), notation.number(found.homes), ""],
        [t("selectie.huurwoningen"), notation.number(found.let_homes), ""],
    ]
    for row in records(found.figures):
        about = catalogue()[str(row["indicator_id"])]
        value = value_words({"state": "shown", "value": row["value"]}, about)
        rows.append([about.label(language()), value, notation.number(figure(row, "base") or 0.0)])
    caption = t("selectie.som", naam=kept.name() or t("selectie.kop"), periode=when)
    heads = [t("selectie.cijfer"), t("selectie.waarde"), t("selectie.over")]
    return table(caption, heads, rows, numbers=frozenset({1, 2}))
