"""What a release holds: the frames that the shared roles may see of one period, made once and never computed again.

Nothing in them is finer than the rules of ``data.disclosure`` allow a shared role; only ``scores`` is for roles with
exact figures. A release holds no home and no person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from data import audit, disclosure, explained
from data.audit_block import blocks
from data.audit_facts import Shown, Truth
from data.domain.access import DataClass, Detail, Role, Viewer
from data.domain.areas import Level, child_level
from data.domain.bands import Coarse
from data.domain.errors import UnsafeReleaseError
from data.domain.lights import State
from data.duck import Connection
from data.explained import Yardstick
from data.warehouse import statements

SHARED = Viewer(Role.PROJECTOR, frozenset())
"""For whom a release is made: every shared role sees the same of a place, only not of all places."""

FOR_ALL = ("lights", "figures", "reasons", "counts")
"""Frames that every role may have."""

PLACE_COLUMNS = (
    *("level", "unit_id", "name", "parent_id", "estate_id", "neighbourhood_id", "district_id", "municipality_id"),
    "homes",
)
LIGHT_COLUMNS = ("state", "reason", "source_level", "source_id", "source_name", "indicative", "rule", "subject")
SCORE_COLUMNS = (
    *("level", "unit_id", "light", "plain", "rule", "reason", "source_level", "source_id", "indicative"),
    *("score", "capacity", "burden", "coverage", "se"),
)


def frames(connection: Connection, period: str, before: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Make the frames of one published period, and show less of it until no count can be narrowed too far.

    Parameters
    ----------
    connection
        A warehouse with lights.
    period
        Key of a published period.
    before
        Frames of the release before, which an attacker has too; empty when there is none.

    Returns
    -------
    frames
        ``lights``: a row a unit, ``PLACE_COLUMNS``, ``LIGHT_COLUMNS``, ``data_class`` and, of public lights only,
        ``score``, ``capacity``, ``burden``, ``coverage``. ``figures``: a row a unit and indicator, as
        ``data.disclosure.figures`` gives it. ``reasons``: a row a unit and theme, most against first: ``level``,
        ``unit_id``, ``dimension``, ``against``, ``amount``. ``counts``: states one level below every unit.
        ``scores``: ``SCORE_COLUMNS`` of the units that are large enough for exact figures. ``known``: what is told of
        every count, for the attack on the next release; it is for nobody.
    """
    rows = statements.read(connection, "released_lights", {"period": period})
    keys = {"period": period, "minimum": disclosure.SHARED_MINIMUM}
    steps = statements.read(connection, "released_indicators", keys)
    toml = str(statements.read(connection, "model_text")["model_toml"].iloc[0])
    yardstick = Yardstick.read(toml)
    counted = statements.read(connection, "audited_steps", {"period": period})
    truth = audit.truth(rows, counted, toml, before)
    less = safe(truth, rows, statements.read(connection, "audited_homes"), counted)
    shown = darkened(lights(rows, yardstick), less.dark)
    return {
        "lights": shown,
        "figures": disclosure.figures(SHARED, coarsened(steps, less.coarse)),
        "reasons": reasons(connection, yardstick, shown, steps, period),
        "counts": counts(shown),
        "scores": scores(rows),
        "known": audit.remembered(truth, less),
    }


def safe(truth: Truth, rows: pd.DataFrame, homes: pd.DataFrame, counted: pd.DataFrame) -> Shown:
    """Find what must be shown less than the rules allow; raises UnsafeReleaseError when nothing helps."""
    found = audit.audit(truth, list(blocks(rows, homes, counted)))
    if found.narrowed:
        message = f"{found.narrowed} of {found.cells} counts could be narrowed too far whatever is hidden; not released"
        raise UnsafeReleaseError(message)
    return found.shown


def darkened(shown: pd.DataFrame, dark: Collection[tuple[str, str]]) -> pd.DataFrame:
    """Withhold the lights of some units, and the colours that others borrow from them."""
    own = pd.MultiIndex.from_frame(shown[["level", "unit_id"]]).isin(dark)
    lent = pd.MultiIndex.from_frame(shown[["source_level", "source_id"]]).isin(dark)
    table = shown.copy()
    table.loc[own | lent, ["state", "reason"]] = State.WITHHELD.value
    table.loc[own | lent, ["source_level", "source_id", "source_name"]] = None
    table.loc[own | lent, "indicative"] = False
    table.loc[own | lent, ["rule", "subject"]] = ""
    return table


def coarsened(steps: pd.DataFrame, coarse: Mapping[tuple[str, str, str], Coarse]) -> pd.DataFrame:
    """Say of every figure how much wider than the rule its band is made."""
    keys = zip(steps["level"], steps["unit_id"], steps["indicator_id"], strict=True)
    return steps.assign(coarse=[int(coarse.get(key, Coarse.RULE)) for key in keys])


def lights(rows: pd.DataFrame, yardstick: Yardstick) -> pd.DataFrame:
    """Reduce rows of ``released_lights`` to what a shared role may see of them."""
    state = disclosure.states(SHARED, rows)
    hidden = state == State.WITHHELD.value
    rule = rows["rule"].str.partition(":")
    public = rows["data_class"] == DataClass.PUBLIC.value
    table = rows.assign(
        state=state,
        reason=rows["reason"].mask(hidden, State.WITHHELD.value),
        indicative=rows["indicative"].astype(bool) & ~hidden,
        rule=rule[0].mask(hidden, ""),
        subject=rule[2].map(yardstick.themes).fillna("").mask(hidden, ""),
    )
    for column in ("source_level", "source_id", "source_name"):
        table[column] = rows[column].astype("object").mask(hidden, None)
    for column in disclosure.EXACT_COLUMNS:
        table[column] = rows[column].astype("float64").where(public)
    return table[[*PLACE_COLUMNS, *LIGHT_COLUMNS, "data_class", *disclosure.EXACT_COLUMNS]]


def reasons(
    connection: Connection, yardstick: Yardstick, shown: pd.DataFrame, steps: pd.DataFrame, period: str
) -> pd.DataFrame:
    """Put the themes of every unit with a light of its own in order, in words, against the model's benchmark."""
    published = [str(one) for one in statements.read(connection, "published_periods")["period"]]
    own = shown[(shown["reason"] == disclosure.OWN) & (shown["state"] != State.WITHHELD.value)]
    told = []
    for municipality, units in own.groupby("municipality_id", sort=True):
        level, code = yardstick.place(str(municipality))
        compared = statements.read(connection, "explained_steps", {"level": level, "unit_id": code})
        benchmark = explained.by_indicator(compared, yardstick.meeting(period, published))
        counted = units[["level", "unit_id"]].merge(steps, on=["level", "unit_id"], how="inner")
        told.append(explained.reason_table(counted, benchmark, yardstick.themes))
    empty = pd.DataFrame(columns=["level", "unit_id", "dimension", "against", "amount"])
    return pd.concat(told, ignore_index=True) if told else empty


def counts(shown: pd.DataFrame) -> pd.DataFrame:
    """Count the states one level below every unit, borrowed colours left out; zero where there is nothing."""
    parts = []
    for level, units in shown.groupby("level", sort=True):
        below = child_level(Level(str(level)))
        if below is None or below is Level.DWELLING:
            continue
        children = shown[(shown["level"] == below.value) & (shown["homes"] > 0) & (shown["reason"] != "inherited")]
        counted = disclosure.count_states(children, _link(Level(str(level))))
        counted = counted.reindex(units["unit_id"], fill_value=0).rename_axis("unit_id").reset_index()
        parts.append(counted.assign(level=level))
    names = ["level", "unit_id", *(state.value for state in State)]
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)


def scores(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the exact figures of every unit that is large enough for them, for who may have them."""
    large = rows["let_homes"] >= disclosure.EXACT_MINIMUM
    public = rows["data_class"] == DataClass.PUBLIC.value
    return rows[large | public][list(SCORE_COLUMNS)].reset_index(drop=True)


def _link(level: Level) -> str:
    """Column in which a unit one level below names its unit of this level."""
    return {Level.STREET: "parent_id", Level.ESTATE: "estate_id"}.get(level, f"{level.value}_id")


def narrowed(viewer: Viewer, kept: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Keep of a release what a viewer may have: its own areas, and scores only with exact figures at that level."""
    lights = kept["lights"][disclosure.within(viewer, kept["lights"])].reset_index(drop=True)
    units = pd.MultiIndex.from_frame(lights[["level", "unit_id"]])
    given = {name: _only(kept[name], units) for name in FOR_ALL if name != "lights"}
    exact = [level.value for level in Level if viewer.detail(level) is Detail.EXACT]
    if exact:
        given["scores"] = _only(kept["scores"][kept["scores"]["level"].isin(exact)], units)
    return {"lights": lights, **given}


def _only(frame: pd.DataFrame, units: pd.MultiIndex) -> pd.DataFrame:
    keys = pd.MultiIndex.from_frame(frame[["level", "unit_id"]])
    return frame[keys.isin(units)].reset_index(drop=True)
