"""The invented town of Waterrade: what the product shows without anybody's data, and what the tests run on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from data.sources.report import Tally
from data.sources.tables import Delivery
from data.town import areas, estates, figures, homes, publications, strain
from data.town.plan import Plan, load
from data.town.town import build, kinds

SEED = 99_990_405
FILE = "demo"


def town(progress: Callable[[str], None] | None = None) -> Delivery:
    """Make the invented town; the same on every machine and at every call.

    Parameters
    ----------
    progress
        Told the English name of each step as it begins.

    Returns
    -------
    delivery
        All tables of ``data.sources.tables``, EPSG:28992, with ``demo`` set.
    """
    tell = progress or (lambda _: None)
    tell("plan")
    plan = load()
    tell("streets and buildings")
    built = homes.dated(build(plan, SEED), plan, _chance("years"))
    tell("homes and addresses")
    stock = homes.stock(built, plan, kinds(), _chance("stock"))
    register = estates.register(stock, plan, _chance("register"))
    tell("figures")
    measurements = _measurements(plan, stock, register)
    tell("maps")
    tables = {
        "areas": areas.areas(plan),
        "area_facts": publications.facts(stock, plan),
        "buildings": homes.buildings(built, _chance("buildings")),
        "addresses": homes.addresses(stock),
        "address_buildings": homes.links(stock, built.lots, _chance("links")),
        "register": register,
        "measurements": measurements,
        "ground": areas.ground(plan, built),
    }
    reports = tuple(Tally(FILE, name, len(table)).report() for name, table in tables.items())
    return Delivery(name=homes.TOWN, demo=True, reports=reports, **tables)


def _measurements(plan: Plan, stock: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Give what the corporation would deliver of its homes, and what others publish of the areas."""
    let = register.merge(stock.drop(columns="geometry"), on="dwelling_id")
    parts = [
        figures.corporation(let, plan, strain.choose(let, plan), _chance("corporation")),
        publications.published(stock, let, plan, _chance("published")),
    ]
    return pd.concat(parts, ignore_index=True)


def _chance(step: str) -> np.random.Generator:
    """Give each step its own source of chance, so that a change in one does not shift the others."""
    return np.random.default_rng([SEED, *step.encode()])
