"""The only road from the pages to the data: each function takes the viewer and passes the disclosure gate.

What the gate gave is kept for all sessions alike, so every cached function has, as plain arguments, all that narrows
its answer: the live warehouse file, the role, the areas, and what was asked. Nothing kept here depends on a language.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from data import release
from data.desk import agreed_lights, presence, work_lights
from data.desk.guard import Desk, open_desk
from data.domain import signal_terms
from data.domain.access import Permission, Role, Viewer
from data.domain.agreed_lights import Standing
from data.domain.areas import Level
from data.domain.errors import RecordsDownError, WarehouseError
from data.explained import Explanation, ModelBreak
from data.release import Store, Watch
from data.released import Card, Frame, Place, Unit
from data.safety import require_no_cases
from data.settings import Settings, from_environment
from geo.neighbours import neighbours
from pages.ui import followed, sign_in
from scoring import ranking as order
from scoring.model import ScoringModel, parse
from scoring.trial import judged

Who = tuple[str, tuple[str, ...], str]
"""Role, areas and the role that one really has, as plain values; who the person is narrows no figure."""

_KEPT = 512

_SEEN: ContextVar[str] = ContextVar("seen", default="")
"""What is live for the page that is being drawn; empty outside it."""

_AGREED: ContextVar[dict[Viewer, dict[tuple[str, str], Standing]] | None] = ContextVar("agreed", default=None)
"""Agreed lights that the page that is being drawn has read, by viewer; None outside it."""

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


def settings() -> Settings:
    """Read the settings of this process."""
    return from_environment(os.environ)


def live() -> str:
    """Name of the live warehouse file and of the newest release, looked at on every run so that new ones show at once.

    While a page is drawn they stay what they were (`one_look`): all its figures are of one release.

    Raises
    ------
    WarehouseError
        There is no live warehouse yet.
    """
    return _SEEN.get() or _look()


@contextmanager
def one_look() -> Iterator[None]:
    """Look once what is live, and which lights are agreed, while a page is drawn."""
    seen, agreed = _SEEN.set(_look()), _AGREED.set({})
    try:
        yield
    finally:
        _SEEN.reset(seen)
        _AGREED.reset(agreed)


def _look() -> str:
    current = settings().current
    try:
        return f"{current.read_text(encoding='utf-8').strip()} {_watch(settings().database_url).newest()}"
    except OSError as error:
        message = f"{current}: no warehouse is live ({error}); make one with `python -m data ready`"
        raise WarehouseError(message) from error


def health() -> Health:
    """Ask whether both stores answer; an answer counts for some seconds, so that busy pages do not ask all the time."""
    return _health(settings())


def place(viewer: Viewer) -> Place:
    """Which place this is, its periods, its levels, and whether it is a demo."""
    return _place(live(), _who(viewer))


def areas(viewer: Viewer) -> list[tuple[str, Level, str]]:
    """Give the municipality, wijken and buurten of this viewer: code, level, name."""
    return _areas(live(), _who(viewer))


def locate(viewer: Viewer, level: Level, unit_id: str) -> Unit | None:
    """Find the unit of a level and code; None when it is unknown or not for this viewer."""
    return _locate(live(), _who(viewer), level.value, unit_id)


def trail(viewer: Viewer, unit: Unit) -> tuple[Unit, ...]:
    """Units from the municipality down to this one."""
    return _trail(live(), _who(viewer), unit.level.value, unit.unit_id)


def children(viewer: Viewer, level: Level) -> tuple[Level, ...]:
    """Levels that this viewer can list inside a level, the nearest first; none when it does not open."""
    return _children(live(), _who(viewer), level.value)


def units(viewer: Viewer, unit: Unit, child: Level, period: str) -> pd.DataFrame:
    """Lights of the units inside a unit, one row each (columns: ``data.release.units``)."""
    return _units(live(), _who(viewer), unit.level.value, unit.unit_id, child.value, period)


def ranking(viewer: Viewer, unit: Unit, child: Level, period: str) -> Ranking:
    """Rank the places of a level inside a unit that have a light of their own."""
    return _ranking(live(), _who(viewer), unit.level.value, unit.unit_id, child.value, period)


def shapes(viewer: Viewer, unit: Unit, child: Level) -> pd.DataFrame:
    """Shapes of the same units, in EPSG:4326."""
    return _shapes(live(), _who(viewer), unit.level.value, unit.unit_id, child.value)


def frame(viewer: Viewer, unit: Unit) -> Frame:
    """Outline, bounds and ground of a unit, in EPSG:4326."""
    return _frame(live(), _who(viewer), unit.level.value, unit.unit_id)


def card(viewer: Viewer, unit: Unit, period: str) -> Card:
    """Everything that explains the light of one unit, as far as this viewer may have it."""
    return _card(live(), _who(viewer), unit.level.value, unit.unit_id, period)


def dwellings(viewer: Viewer, unit: Unit, period: str) -> pd.DataFrame:
    """Homes of a building; never kept, so that a role that is taken away works at once.

    Raises
    ------
    AccessDeniedError
        The viewer's role may not see homes.
    """
    agreed = signal_terms.read(settings().waakvlam)
    return work_lights.dwellings(desk(), viewer, unit.unit_id, period, agreed, datetime.now(UTC))


def history(viewer: Viewer, unit: Unit) -> pd.DataFrame:
    """State of a unit in every period, old to new."""
    return _history(live(), _who(viewer), unit.level.value, unit.unit_id)


def explanation(viewer: Viewer, unit: Unit, period: str) -> Explanation:
    """Why the light of a unit has its colour, as far as this viewer may know."""
    return _explanation(live(), _who(viewer), unit.level.value, unit.unit_id, period)


def model_breaks(viewer: Viewer) -> tuple[ModelBreak, ...]:
    """After which meetings the model changed, old to new; without the records none is known of what was released."""
    try:
        return _model_breaks(live(), _who(viewer))
    except RecordsDownError:
        return ()


def preview(viewer: Viewer, table: str) -> pd.DataFrame:
    """Give some rows of a loaded table, masked; for those who deliver data."""
    return release.preview(_open(live()), viewer, table)


def trial(viewer: Viewer, unit: Unit, child: Level, period: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lights, by ``unit_id``, and steps to try other weights with (`scoring.trial.outcome`).

    Raises
    ------
    AccessDeniedError
        The viewer has no exact figures at this level.
    """
    return _trial(live(), _who(viewer), unit.level.value, unit.unit_id, child.value, period)


def agreed(viewer: Viewer, period: str) -> dict[tuple[str, str], Standing]:
    """Lights that meetings agreed on and that stand, by level and code; beside the newest period only.

    Without the records none is known, and the computed lights can still be looked at.
    """
    if not viewer.may(Permission.SEE_LIGHTS) or period != place(viewer).periods[-1]:
        return {}
    read = _AGREED.get()
    if read is not None and viewer in read:
        return read[viewer]
    try:
        standing = agreed_lights.standing(desk(), viewer)
    except RecordsDownError:
        return {}
    return standing if read is None else read.setdefault(viewer, standing)


def account(viewer: Viewer) -> pd.DataFrame:
    """Tell what became of the rows of every delivered file."""
    return _account(live(), _who(viewer))


def sources(viewer: Viewer) -> pd.DataFrame:
    """How old the figures of every indicator are."""
    return _sources(live(), _who(viewer))


def publication(viewer: Viewer) -> dict[str, object]:
    """Tell what made the published lights: ``model_id``, ``model_hash``, ``published_at`` (UTC); empty when none."""
    return {key: fact for key, fact in _publication(live(), _who(viewer)).items() if key != "model_toml"}


def model(viewer: Viewer) -> ScoringModel | None:
    """Model of the published lights, as it was when they were published; None when none are."""
    return _model(live(), _who(viewer))


def _who(viewer: Viewer) -> Who:
    return viewer.role.value, tuple(sorted(viewer.areas)), viewer.within or ""


def _viewer(who: Who) -> Viewer:
    role, areas, within = who
    return Viewer(Role(role), frozenset(areas), within=Role(within) if within else None)


@st.cache_resource(max_entries=2, ttl=5, show_spinner=False)
def _health(settings: Settings) -> Health:
    try:
        warehouse = release.answers(_open(live()))
    except WarehouseError:
        warehouse = False
    return Health(warehouse, presence.answers(settings))


@st.cache_resource(max_entries=2, show_spinner=False)
def _watch(database_url: str) -> Watch:  # noqa: ARG001 - the key: other records, another watch
    return release.watch(settings())


@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(var: str, file: str) -> Store:  # noqa: ARG001 - both are the key: another file is another store
    return release.open_store(settings())


def _store(var: str, live: str) -> Store:
    """Give the store of the live warehouse file; a new release needs no other, since the store looks for itself."""
    return _opened(var, live.partition(" ")[0])


def _open(live: str) -> Store:
    return _store(str(settings().var), _file(live))


def _file(live: str) -> str:
    """Name of the warehouse file alone: a new release leaves it open, and a process opens a file once."""
    return live.partition(" ")[0]


def desk() -> Desk:
    """Open the desk: the records, and the live warehouse to find places in.

    Raises
    ------
    SettingsError
        Nobody has to sign in, and the records hold cases of real people.
    """
    given = settings()
    return _desk(str(given.var), _file(live()), given.database_url)


@st.cache_resource(max_entries=2, show_spinner=False)
def _desk(var: str, live: str, database_url: str) -> Desk:  # noqa: ARG001 - the address is part of the key
    if not sign_in.configured():
        require_no_cases(settings())
    return open_desk(settings(), _store(var, live), followed.judged)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _place(live: str, who: Who) -> Place:
    return release.place(_open(live), _viewer(who))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _areas(live: str, who: Who) -> list[tuple[str, Level, str]]:
    return release.areas(_open(live), _viewer(who))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _locate(live: str, who: Who, level: str, unit_id: str) -> Unit | None:
    return release.locate(_open(live), _viewer(who), Level(level), unit_id)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _trail(live: str, who: Who, level: str, unit_id: str) -> tuple[Unit, ...]:
    return release.trail(_open(live), _viewer(who), Level(level), unit_id)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _children(live: str, who: Who, level: str) -> tuple[Level, ...]:
    return release.children(_open(live), _viewer(who), Level(level))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _units(live: str, who: Who, level: str, unit_id: str, child: str, period: str) -> pd.DataFrame:
    return release.units(_open(live), _viewer(who), Level(level), unit_id, Level(child), period)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _ranking(live: str, who: Who, level: str, unit_id: str, child: str, period: str) -> Ranking:
    asked = (_open(live), _viewer(who), Level(level), unit_id, Level(child))
    units, drawn, model = release.ranking(*asked, period), release.shapes(*asked), _model(live, who)
    if model is None:
        return Ranking(units.assign(group=0, rank_low=None, rank_high=None, cluster=None, wkb=None), len(drawn))
    shaped = order.ranked(units, model).merge(
        drawn[["unit_id", "wkb"]], on="unit_id", how="left", validate="one_to_one"
    )
    cluster = order.clusters(shaped, neighbours(shaped), model)
    return Ranking(shaped.assign(cluster=cluster), len(drawn) - int(drawn["unit_id"].isin(units["unit_id"]).sum()))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _shapes(live: str, who: Who, level: str, unit_id: str, child: str) -> pd.DataFrame:
    return release.shapes(_open(live), _viewer(who), Level(level), unit_id, Level(child))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _frame(live: str, who: Who, level: str, unit_id: str) -> Frame:
    return release.frame(_open(live), _viewer(who), Level(level), unit_id)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _card(live: str, who: Who, level: str, unit_id: str, period: str) -> Card:
    return release.card(_open(live), _viewer(who), Level(level), unit_id, period)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _history(live: str, who: Who, level: str, unit_id: str) -> pd.DataFrame:
    return release.history(_open(live), _viewer(who), Level(level), unit_id)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _explanation(live: str, who: Who, level: str, unit_id: str, period: str) -> Explanation:
    return release.explanation(_open(live), _viewer(who), Level(level), unit_id, period)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _model_breaks(live: str, who: Who) -> tuple[ModelBreak, ...]:
    return release.model_breaks(_open(live), _viewer(who))


@st.cache_data(max_entries=16, show_spinner=False)
def _trial(live: str, who: Who, level: str, unit_id: str, child: str, period: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    lights, steps = release.trial(_open(live), _viewer(who), Level(level), unit_id, Level(child), period)
    published, model = lights.set_index("unit_id"), _model(live, who)
    if model is None or published.empty:
        return published.assign(replayed=published["light"]), steps
    return published.assign(replayed=judged(steps, published, model.at(Level(child)))["light"]), steps


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _account(live: str, who: Who) -> pd.DataFrame:
    return release.account(_open(live), _viewer(who))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _sources(live: str, who: Who) -> pd.DataFrame:
    return release.sources(_open(live), _viewer(who))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _publication(live: str, who: Who) -> dict[str, object]:
    return release.model_text(_open(live), _viewer(who))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)  # frozen, so all may share it; a copy would cost each time
def _model(live: str, who: Who) -> ScoringModel | None:
    made = _publication(live, who)
    return parse(str(made["model_toml"]), f"{made['model_id']}.toml") if made else None
