"""The light that a meeting agreed on, in words beside the computed one: panel, list, map and legend."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.domain.agreed_lights import Standing
from data.domain.lights import State
from pages.ui import notation
from pages.ui.markup import symbol, words
from pages.ui.text import counted, t

COLUMN = "agreed"
"""Column of the units in view with the agreed light; empty for none."""


def beside(units: pd.DataFrame, standing: dict[tuple[str, str], Standing]) -> pd.DataFrame:
    """Put the agreed lights beside units (``level``, ``unit_id``)."""
    places = zip(units["level"], units["unit_id"], strict=True)
    found = (standing.get((str(level), str(code))) for level, code in places)
    return units.assign(**{COLUMN: ["" if one is None else one.agreed.light for one in found]})


def note(light: object) -> str:
    """Say an agreed light in a few words, for the list and the map; "" for none."""
    return t("afgesproken.kort", licht=t(f"stoplicht.{light}")) if light else ""


def card(one: Standing | None) -> str:
    """Write the agreed light of a place as HTML: which, by whom, at which meeting, why, and until when; "" for none."""
    if one is None:
        return ""
    agreed = one.agreed
    until = t("afgesproken.tot", dag=notation.day(one.until)) if one.until else t("afgesproken.tot_onbekend")
    said = t(
        "afgesproken.zin",
        licht=t(f"stoplicht.{agreed.light}"),
        dag=notation.day(one.since),
        partij=t(f"afgesproken.partij_{agreed.party}"),
    )
    why = t("afgesproken.reden", reden=agreed.why) if agreed.why else t("afgesproken.zonder_reden")
    lines = f"<b>{words(said)}</b> {words(until)} {words(why)} {words(t('afgesproken.ernaast'))}"
    return f'<p class="bs-note bs-agreed">{symbol(State(agreed.light), 18)} {lines}</p>'


def moved(one: Standing | None, computed: str) -> str:
    """Say that a shown light is another than the computed one because of an agreement; "" without an agreement."""
    if one is None:
        return ""
    same = one.agreed.light == computed
    return t(
        "afgesproken.zelfde" if same else "afgesproken.in_verloop",
        dag=notation.day(one.since),
        licht=t(f"stoplicht.{one.agreed.light}"),
        berekend=t(f"stoplicht.{computed}"),
    )


def counted_below(units: pd.DataFrame) -> None:
    """Say under the legend how many units in view have an agreed light; nothing where there are none."""
    count = int(units[COLUMN].ne("").sum()) if COLUMN in units else 0
    if count:
        said = counted("afgesproken.aantal", count, notation.number(count))
        st.html(f'<p class="bs-note">{words(said)}</p>')
