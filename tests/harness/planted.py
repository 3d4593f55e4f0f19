"""A published town in which one string stands in each class of data, so that it shows where that class comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from data import release
from data.desk import people, signals
from data.desk.guard import Desk
from data.desk.people import Gift
from data.desk.signals import Draft
from data.domain import signal_terms
from data.domain.access import MATRIX, Permission, Role, Viewer
from data.domain.areas import Level
from data.domain.people import Identity
from data.records import store
from data.settings import from_environment
from data.sources.report import Rejection, Report
from data.sources.tables import Delivery
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
TOWN = frozenset({"GM9998"})


@dataclass(frozen=True, slots=True)
class Canary:
    """A string that stands in one class of data.

    Parameters
    ----------
    name, text
        What it stands for, and the string.
    allowed
        Whether a role may be sent it.
    listed
        Whether a role may have it in a list of signals that it saves.
    shown
        Whether a page shows it without more ado, so that every role that may have it must have seen it.
    """

    name: str
    text: bytes
    allowed: Callable[[Role], bool]
    listed: Callable[[Role], bool] = lambda _: False
    shown: bool = True

    def forbidden(self, role: Role, where: str) -> bool:
        """Whether a role may not be sent it there."""
        in_a_list = where.startswith("signalen, ") and ", file " in where
        return not self.allowed(role) and not (in_a_list and self.listed(role))


def _may(permission: Permission) -> Callable[[Role], bool]:
    return lambda role: permission in MATRIX[role].permissions


CANARIES = (
    Canary("public", b"Kanarieoord", _may(Permission.SEE_LIGHTS)),
    Canary("home", b"kanariewoning", lambda role: MATRIX[role].dwellings),
    Canary(
        "home id",
        small_town.dwelling(small_town.FLAT, 3).encode(),
        lambda _: False,
        listed=_may(Permission.WORK_CASE),
    ),
    Canary("delivered row", b"kanarierij", _may(Permission.DELIVER_DATA)),
    Canary("person", b"Kanarie Persoon", _may(Permission.MANAGE_PEOPLE)),
    Canary("address of a person", b"kanarie@persoon.test", _may(Permission.MANAGE_PEOPLE)),
    Canary("case", b"kanariezaak", _may(Permission.WORK_CASE), shown=False),
)


def plant(var: Path) -> None:
    """Build and publish the town with its canaries in a folder like ``var``."""
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(_delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    records = store.engine(settings.database_url)
    store.migrate(records)
    desk = Desk(records, release.open_store(settings))
    try:
        identity = Identity("", "", "kanarie@persoon.test", "Kanarie Persoon")
        administrator = Viewer(Role.ADMIN, TOWN, person="demo-admin")
        people.give(desk, administrator, Gift(Role.CARE, TOWN, identity=identity), key="planted", now=NOW)
        reporter = Viewer(Role.TENANTS, TOWN, person="demo-tenants")
        home = small_town.dwelling(small_town.FLAT, 3)
        draft = Draft(Level.DWELLING, home, "arrears", "week", "seen", "kanariezaak")
        signals.hand_in(desk, reporter, draft, signal_terms.read(), key="planted-case", now=NOW)
    finally:
        desk.store.connection.close()
        records.dispose()


def _delivery() -> Delivery:
    given = small_town.delivery()
    areas, addresses = given.areas.copy(), given.addresses.copy()
    areas.loc[areas["area_id"] == "BU99980101", "name"] = "Kanarieoord"
    addresses["addition"] = addresses["addition"].astype("object")
    flat = addresses["dwelling_id"].isin(small_town.let_homes(small_town.FLAT))
    addresses.loc[flat, "addition"] = "kanariewoning"
    told = Report("planted.csv", "buildings", 1, 0, (Rejection("outside_areas", 1, ("kanarierij",)),))
    return replace(given, areas=areas, addresses=addresses, reports=(*given.reports, told))
