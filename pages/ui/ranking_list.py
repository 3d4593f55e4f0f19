"""What the ranked list says: rank, light, place, homes, change, reasons and cluster, in words."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd

from data.domain.areas import Level
from data.domain.indicators import catalogue
from data.domain.lights import State
from pages.ui import notation, state
from pages.ui.counts import count, in_words
from pages.ui.ranking_table import Cell, Line, Ranked
from pages.ui.rows import Row, figure, flag, records
from pages.ui.situation import Situation
from pages.ui.state import View
from pages.ui.text import language, t
from scoring.ranking import Group

EXACT = (
    ("rang", "rank"),
    ("licht", "light"),
    ("naam", "name"),
    ("woningen", "number"),
    ("verandering", "short"),
    ("redenen", "text"),
    ("cluster", "short"),
)
"""Columns for who gets exact figures, each with its kind."""

SHARED = tuple(column for column in EXACT if column[0] in ("licht", "naam", "woningen", "verandering"))
"""Columns for everybody else: nothing that a score could be told from."""

NONE = "\N{EN DASH}"


def headline(now: Situation) -> str:
    """Say in one sentence what is ranked, such as ``Waar eerst? Straten in Waterrade, sep-okt 2026: 1 rood``."""
    what, when = t(f"niveaus.{now.view.child.value}"), notation.period(now.view.period)
    return t("hotspots.titel", wat=what, naam=now.unit.name, periode=when, aantallen=in_words(count(now.units)))


def has_ranks(units: pd.DataFrame) -> bool:
    """Whether the gate gave what ranks the units, and not their lights alone."""
    return bool(len(units)) and bool(units["rank_low"].notna().all())


def columns(units: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Choose the columns: those that this viewer may have, and the clusters where there can be any."""
    chosen = EXACT if has_ranks(units) else SHARED
    return tuple(column for column in chosen if column[0] != "cluster" or not units["cluster"].isna().all())


def rule(units: pd.DataFrame) -> str:
    """Say by which rule the units are in order."""
    return t("hotspots.regel" if has_ranks(units) else "hotspots.regel_gedeeld")


def ranked_list(now: Situation) -> Ranked:
    """Make the list of a situation whose units are ranked (columns: ``pages.ui.reads.ranking``)."""
    shown = columns(now.units)
    lines = [(int(figure(row, "group") or 0.0), _line(row, now.view, shown)) for row in records(now.units)]
    return Ranked(
        token=f"{now.unit.unit_id} {now.view.child.value} {now.view.period}",
        caption=headline(now),
        columns=tuple((t(f"hotspots.{name}"), kind) for name, kind in shown),
        groups=tuple(
            (t(f"hotspots.groep_{group.name.lower()}") if len(chosen) < len(lines) else "", chosen)
            for group in Group
            if (chosen := tuple(line for own, line in lines if own == group))
        ),
        selected=now.selected,
    )


def map_view(row: Row, view: View) -> View:
    """Give the view of the map page on which a ranked unit is selected: in its neighbourhood, where it has one."""
    level, inside, code = Level(str(row["level"])), row["neighbourhood_id"], str(row["unit_id"])
    if level is Level.NEIGHBOURHOOD or not isinstance(inside, str):
        return View(view.level, view.unit_id, level, view.period, code)
    return View(Level.NEIGHBOURHOOD, inside, level, view.period, code)


def _line(row: Row, view: View, shown: tuple[tuple[str, str], ...]) -> Line:
    cells = {
        "rang": Cell(rank_words(row)),
        "licht": Cell(t(f"stoplicht.{row['state']}"), t("kaart.indicatief") if row["indicative"] else ""),
        "naam": Cell(str(row["name"]), place_words(row), t("hotspots.brandhaard") if flag(row, "brandhaard") else ""),
        "woningen": _number(row, "homes"),
        "verandering": Cell(*change_words(row)),
        "redenen": Cell(reason_words(row, 1) or NONE, reason_words(row, 2)),
        "cluster": Cell(cluster_words(row)),
    }
    address = f"kaart?{urlencode(state.address(map_view(row, view)))}"
    return Line(State(str(row["state"])), address, tuple(cells[name] for name, _ in shown))


def _number(row: Row, name: str) -> Cell:
    value = figure(row, name)
    return Cell(NONE) if value is None else Cell(notation.number(value), number=value)


def rank_words(row: Row) -> str:
    """Write a rank as an interval: ``1-3``, or one number where the draws agree."""
    low, high = figure(row, "rank_low"), figure(row, "rank_high")
    if low is None or high is None:
        return NONE
    ends = notation.number(low), notation.number(high)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}\N{EN DASH}{ends[1]}"


def place_words(row: Row) -> str:
    """Say what kind of place it is and in which neighbourhood it lies."""
    kind = t(f"niveau.{row['level']}")
    inside = row["neighbourhood_name"]
    if row["level"] == Level.NEIGHBOURHOOD.value or not isinstance(inside, str):
        return kind
    return t("hotspots.plek", niveau=kind, buurt=inside)


def change_words(row: Row) -> tuple[str, str]:
    """Say what changed since the period before: another light, otherwise a higher or lower score, otherwise nothing.

    Returns
    -------
    said, note
        What a cell says, and the smaller line under it.
    """
    before, now = row["previous"], row["state"]
    if not isinstance(before, str) or before == State.WITHHELD.value:
        return NONE, ""
    was = t("hotspots.was", licht=t(f"stoplicht.{before}"))
    if before != now:
        return (t("hotspots.nieuw_rood"), was) if now == State.RED.value else (was, "")
    change = figure(row, "change")
    if not change:
        return t("hotspots.gelijk"), ""
    points = notation.number(abs(change), 1)
    return t("hotspots.lager" if change < 0 else "hotspots.hoger", n=points), ""


def reason_words(row: Row, place: int) -> str:
    """Name the indicator that takes the most or second most, with its points; empty where there is none."""
    indicator, points = catalogue().get(str(row[f"reason_{place}"])), figure(row, f"points_{place}")
    if indicator is None or points is None:
        return ""
    return t("hotspots.reden", wat=indicator.label(language()), n=notation.number(points, 1))


def cluster_words(row: Row) -> str:
    """Say whether the place belongs to a cluster, and how sure that is."""
    confidence = figure(row, "cluster")
    return t("hotspots.cluster_ja", n=notation.number(100 * confidence)) if confidence else NONE
