"""The only road from the pages to the data: each function takes the viewer and passes the disclosure gate.

What the gate gave is kept for all sessions alike (``pages.ui.kept``), by what is live, the role, its areas and what was
asked. Nothing kept here depends on a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from data import release
from data.desk import agreed_lights, presence, work_lights
from data.desk.guard import Desk, open_desk
from data.domain import signal_terms
from data.domain.access import Permission, Viewer
from data.domain.agreed_lights import Standing
from data.domain.areas import Level
from data.domain.errors import RecordsDownError, WarehouseError
from data.explained import Explanation, ModelBreak
from data.release import Store
from data.released import Card, Frame, Place, Unit
from data.safety import require_no_cases
from data.settings import Settings
from geo.neighbours import neighbours
from pages.ui import followed, live, sign_in
from pages.ui.kept import kept
from scoring import ranking as order
from scoring.model import ScoringModel, parse
from scoring.trial import judged

PREVIEWS = release.PREVIEWS
"""Tables of which there is a preview."""


@dataclass(frozen=True, slots=True)
class Health:
    """Which stores answer; without the records figures can be looked at, and nothing can be written."""

    warehouse: bool
    records: bool

    @property
    def sound(self) -> bool:
        """Whether everything works."""
        return self.warehouse and self.records


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places in the order in which they ask for attention.

    Parameters
    ----------
    units
        Columns of ``data.release.ranking`` and ``scoring.ranking.ranked``, and ``cluster`` (confidence 0-1; NaN when it
        can't be told) and ``wkb`` (EPSG:4326; None for no shape).
    others
        Places of the level that are not ranked: no light of their own, or not for this viewer.
    """

    units: pd.DataFrame
    others: int


def health() -> Health:
    """Ask whether both stores answer; an answer counts for some seconds, so that busy pages do not ask all the time."""
    return _health(live.settings())


def desk() -> Desk:
    """Open the desk: the records, and the live warehouse to find places in.

    Raises
    ------
    SettingsError
        Nobody has to sign in, and the records hold cases of real people.
    """
    given = live.settings()
    return _desk(str(given.var), live.file(), given.database_url)


@kept()
def place(store: Store, viewer: Viewer) -> Place:
    """Which place this is, its periods, its levels, and whether it is a demo."""
    return release.place(store, viewer)


@kept()
def areas(store: Store, viewer: Viewer) -> list[tuple[str, Level, str]]:
    """Give the municipality, wijken and buurten of this viewer: code, level, name."""
    return release.areas(store, viewer)


@kept()
def locate(store: Store, viewer: Viewer, level: Level, unit_id: str) -> Unit | None:
    """Find the unit of a level and code; None when it is unknown or not for this viewer."""
    return release.locate(store, viewer, level, unit_id)


@kept()
def trail(store: Store, viewer: Viewer, unit: Unit) -> tuple[Unit, ...]:
    """Units from the municipality down to this one."""
    return release.trail(store, viewer, unit.level, unit.unit_id)


@kept()
def children(store: Store, viewer: Viewer, level: Level) -> tuple[Level, ...]:
    """Levels that this viewer can list inside a level, the nearest first; none when it does not open."""
    return release.children(store, viewer, level)


@kept()
def units(store: Store, viewer: Viewer, unit: Unit, child: Level, period: str) -> pd.DataFrame:
    """Lights of the units inside a unit, one row each (columns: ``data.release.units``)."""
    return release.units(store, viewer, unit.level, unit.unit_id, child, period)


@kept()
def ranking(store: Store, viewer: Viewer, unit: Unit, child: Level, period: str) -> Ranking:
    """Rank the places of a level inside a unit that have a light of their own."""
    asked = (store, viewer, unit.level, unit.unit_id, child)
    units, drawn, published = release.ranking(*asked, period), release.shapes(*asked), model(viewer)
    if published is None:
        return Ranking(units.assign(group=0, rank_low=None, rank_high=None, cluster=None, wkb=None), len(drawn))
    shaped = order.ranked(units, published).merge(
        drawn[["unit_id", "wkb"]], on="unit_id", how="left", validate="one_to_one"
    )
    cluster = order.clusters(shaped, neighbours(shaped), published)
    return Ranking(shaped.assign(cluster=cluster), len(drawn) - int(drawn["unit_id"].isin(units["unit_id"]).sum()))


@kept()
def shapes(store: Store, viewer: Viewer, unit: Unit, child: Level) -> pd.DataFrame:
    """Shapes of the same units, in EPSG:4326."""
    return release.shapes(store, viewer, unit.level, unit.unit_id, child)


@kept()
def frame(store: Store, viewer: Viewer, unit: Unit) -> Frame:
    """Outline, bounds and ground of a unit, in EPSG:4326."""
    return release.frame(store, viewer, unit.level, unit.unit_id)


@kept()
def card(store: Store, viewer: Viewer, unit: Unit, period: str) -> Card:
    """Everything that explains the light of one unit, as far as this viewer may have it."""
    return release.card(store, viewer, unit.level, unit.unit_id, period)


@kept()
def history(store: Store, viewer: Viewer, unit: Unit) -> pd.DataFrame:
    """State of a unit in every period, old to new."""
    return release.history(store, viewer, unit.level, unit.unit_id)


@kept()
def explanation(store: Store, viewer: Viewer, unit: Unit, period: str) -> Explanation:
    """Why the light of a unit has its colour, as far as this viewer may know."""
    return release.explanation(store, viewer, unit.level, unit.unit_id, period)


@kept(16)
def trial(store: Store, viewer: Viewer, unit: Unit, child: Level, period: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lights, by ``unit_id``, and steps to try other weights with (`scoring.trial.outcome`).

    Raises
    ------
    AccessDeniedError
        The viewer has no exact figures at this level.
    """
    lights, steps = release.trial(store, viewer, unit.level, unit.unit_id, child, period)
    published, shipped = lights.set_index("unit_id"), model(viewer)
    if shipped is None or published.empty:
        return published.assign(replayed=published["light"]), steps
    return published.assign(replayed=judged(steps, published, shipped.at(child))["light"]), steps


@kept()
def account(store: Store, viewer: Viewer) -> pd.DataFrame:
    """Tell what became of the rows of every delivered file."""
    return release.account(store, viewer)


@kept()
def sources(store: Store, viewer: Viewer) -> pd.DataFrame:
    """How old the figures of every indicator are."""
    return release.sources(store, viewer)


@kept()
def model(store: Store, viewer: Viewer) -> ScoringModel | None:
    """Model of the published lights, as it was when they were published; None when none are."""
    made = release.model_text(store, viewer)
    return parse(str(made["model_toml"]), f"{made['model_id']}.toml") if made else None


@kept()
def publication(store: Store, viewer: Viewer) -> dict[str, object]:
    """Tell what made the published lights: ``model_id``, ``model_hash``, ``published_at`` (UTC); empty when none."""
    return {key: fact for key, fact in release.model_text(store, viewer).items() if key != "model_toml"}


def model_breaks(viewer: Viewer) -> tuple[ModelBreak, ...]:
    """After which meetings the model changed, old to new; without the records none is known of what was released."""
    try:
        return _model_breaks(viewer)
    except RecordsDownError:
        return ()


def preview(viewer: Viewer, table: str) -> pd.DataFrame:
    """Give some rows of a loaded table, masked; for those who deliver data."""
    return release.preview(live.store(), viewer, table)


def dwellings(viewer: Viewer, unit: Unit, period: str) -> pd.DataFrame:
    """Homes of a building; never kept, so that a role that is taken away works at once.

    Raises
    ------
    AccessDeniedError
        The viewer's role may not see homes.
    """
    agreed = signal_terms.read(live.settings().waakvlam)
    return work_lights.dwellings(desk(), viewer, unit.unit_id, period, agreed, datetime.now(UTC))


def agreed(viewer: Viewer, period: str) -> dict[tuple[str, str], Standing]:
    """Lights that meetings agreed on and that stand, by level and code; beside the newest period only.

    Without the records none is known, and the computed lights can still be looked at.
    """
    if not viewer.may(Permission.SEE_LIGHTS) or period != place(viewer).periods[-1]:
        return {}
    try:
        return _agreed(viewer, live.once("events", lambda: agreed_lights.latest(desk(), viewer)))
    except RecordsDownError:
        return {}


@kept()
def _agreed(_: Store, viewer: Viewer, latest: int) -> dict[tuple[str, str], Standing]:  # noqa: ARG001 - part of the key
    return agreed_lights.standing(desk(), viewer)


@kept()
def _model_breaks(store: Store, viewer: Viewer) -> tuple[ModelBreak, ...]:
    return release.model_breaks(store, viewer)


@st.cache_resource(max_entries=2, ttl=5, show_spinner=False)
def _health(settings: Settings) -> Health:
    try:
        warehouse = release.answers(live.store())
    except WarehouseError:
        warehouse = False
    return Health(warehouse, presence.answers(settings))


@st.cache_resource(max_entries=2, show_spinner=False)
def _desk(var: str, file: str, database_url: str) -> Desk:  # noqa: ARG001 - the three are the key
    if not sign_in.configured():
        require_no_cases(live.settings())
    return open_desk(live.settings(), live.store(), followed.judged)
