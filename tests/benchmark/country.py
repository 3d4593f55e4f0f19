"""A synthetic country of areas: 14,000 neighbourhoods, thirty indicators, twelve periods, and a model for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data.domain.access import DataClass
from data.domain.areas import AREA_LEVELS
from data.domain.indicators import Base, Indicator, Kind
from data.domain.lights import Light
from data.domain.periods import Period
from data.duck import Connection, connect
from data.warehouse import statements
from data.warehouse.build import SCHEMA, insert
from scoring.model import MODELS, load
from scoring.shape import ScoringModel, Veto, Weighed

SEED = 2767
MUNICIPALITIES, DISTRICTS, NEIGHBOURHOODS = 342, 3_000, 14_000
FIRST = Period(2024, 1)
SPANS = tuple(FIRST.shift(step) for step in range(12))
GIVEN = 0.97
"""Share of the figures that are there; every indicator misses a few places in every period."""
UNIT = (
    *("level", "unit_id", "name", "parent_id", "neighbourhood_id", "district_id", "municipality_id", "estate_id"),
    *("homes", "let_homes", "households", "inhabitants", "is_water", "construction_year", "border_year", "label_x"),
    *("label_y", "xmin", "ymin", "xmax", "ymax", "geom"),
)
MEASUREMENT = (
    *("indicator_id", "level", "unit_id", "starts", "ends", "numerator", "denominator", "squares", "value", "source"),
    "transferred",
)


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of indicator, as the catalogue has them: how it is counted, and the middle of its figures."""

    kind: Kind
    base: Base
    direction: int
    middle: float
    minimum: float = 10


SORTS = (
    Sort(Kind.PROPORTION, Base.OWN, -1, 0.07),
    Sort(Kind.PROPORTION, Base.OWN, 1, 0.20),
    Sort(Kind.MEAN, Base.OWN, 1, 9.0),
    Sort(Kind.COUNT, Base.REGISTER, -1, 0.04),
    Sort(Kind.COUNT, Base.HOUSEHOLDS, -1, 0.06),
    Sort(Kind.AREA, Base.OWN, 1, 0.5, 0),
)
NUMBER = 30


def indicators() -> tuple[Indicator, ...]:
    """Give thirty indicators of all sorts."""
    fixed: dict[str, Any] = {"unit_nl": "", "unit_en": "", "levels": AREA_LEVELS, "data_class": DataClass.PUBLIC}
    fixed |= {"source": "synthetic", "scale": 1.0, "decimals": 1}
    return tuple(
        Indicator(
            id=f"indicator_{number:02d}",
            nl=f"Indicator {number}",
            en=f"Indicator {number}",
            kind=sort.kind,
            base=sort.base,
            direction=sort.direction,
            max_age=12 if sort.kind is Kind.AREA else 0,
            minimum=sort.minimum,
            **fixed,
        )
        for number, sort in ((number, SORTS[number % len(SORTS)]) for number in range(NUMBER))
    )


def model() -> ScoringModel:
    """Give the model that ships, with these thirty indicators dealt out over its dimensions, and two vetoes."""
    shipped = load(MODELS / "corporation-1.toml")
    weighed = tuple(
        Weighed(
            one.id,
            shipped.dimensions[number % len(shipped.dimensions)].id,
            1.0 + number % 3 / 2,
            0.4 * SORTS[number % len(SORTS)].middle,
            1.8 * SORTS[number % len(SORTS)].middle,
            about=one,
        )
        for number, one in enumerate(indicators())
    )
    vetoes = (
        Veto("indicator_00", below=10, minimum=15, floor=Light.AMBER),
        Veto("indicator_03", below=2, minimum=15, floor=Light.RED),
    )
    return replace(shipped, indicators=weighed, veto=vetoes)


def units(chance: np.random.Generator) -> pd.DataFrame:
    """Give all areas with their sizes; some are water, some have no corporation's homes."""
    places = pd.DataFrame({"number": np.arange(NEIGHBOURHOODS)})
    places["district"] = places["number"] * DISTRICTS // NEIGHBOURHOODS
    places["municipality"] = places["district"] * MUNICIPALITIES // DISTRICTS
    places["municipality_id"] = "GM" + places["municipality"].astype(str).str.zfill(4)
    places["district_id"] = "WK" + places["district"].astype(str).str.zfill(6)
    places["unit_id"] = "BU" + places["number"].astype(str).str.zfill(8)
    places["is_water"] = chance.random(NEIGHBOURHOODS) < 0.01
    homes = np.minimum(chance.lognormal(6, 1, NEIGHBOURHOODS), 8_000).astype(int)
    places["homes"] = np.where(places["is_water"], 0, homes)
    places["let_homes"] = (places["homes"] * chance.beta(1, 2, NEIGHBOURHOODS)).astype(int)
    places["households"] = places["homes"].astype(float)
    places["inhabitants"] = places["homes"] * 2.1
    neighbourhoods = places.assign(level="neighbourhood", parent_id=places["district_id"])
    sizes = ["homes", "let_homes", "households", "inhabitants"]
    above = places.groupby(["municipality_id", "district_id"], as_index=False)[sizes].sum()
    districts = above.assign(level="district", unit_id=above["district_id"], parent_id=above["municipality_id"])
    top = above.groupby("municipality_id", as_index=False)[sizes].sum()
    tops = top.assign(level="municipality", unit_id=top["municipality_id"])
    whole = pd.concat([tops, districts, neighbourhoods], ignore_index=True)
    whole["is_water"] = whole["is_water"].eq(other=True)
    return whole.assign(name=whole["unit_id"]).reindex(columns=list(UNIT))


def measurements(places: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Give the figures of all neighbourhoods: every period, a published figure of an area once a year."""
    there = places[(places["level"] == "neighbourhood") & ~places["is_water"]]
    calm = chance.normal(0, 0.25, len(there))
    parts = []
    for number, one in enumerate(indicators()):
        own = SORTS[number % len(SORTS)].middle * np.exp(calm * -one.direction + chance.normal(0, 0.3, len(there)))
        for step, span in enumerate(SPANS):
            if one.kind is not Kind.AREA or step % 6 == 0:
                level = own * np.exp(chance.normal(0, 0.08, len(there)))
                known = chance.random(len(there)) < GIVEN
                parts.append(_figures(one, span, there, level, chance)[known])
    return pd.concat(parts, ignore_index=True)


def _figures(
    one: Indicator, span: Period, there: pd.DataFrame, level: np.ndarray, chance: np.random.Generator
) -> pd.DataFrame:
    frame = pd.DataFrame({"unit_id": there["unit_id"]})
    frame["indicator_id"], frame["level"], frame["source"], frame["transferred"] = one.id, "neighbourhood", "x", False
    frame["starts"], frame["ends"] = pd.Timestamp(span.start), pd.Timestamp(span.end)
    base = there["let_homes" if one.base is Base.REGISTER else "homes"].to_numpy("float64")
    if one.kind is Kind.AREA:
        return frame.assign(value=level).reindex(columns=list(MEASUREMENT))
    if one.kind is Kind.MEAN:
        events = base * level + np.sqrt(base) * chance.normal(0, 2, len(level))
        squares = events**2 / np.maximum(base, 1) + 4 * base
        return frame.assign(numerator=events, denominator=base, squares=squares).reindex(columns=list(MEASUREMENT))
    events = chance.binomial(base.astype(int), np.clip(level, 0, 1)).astype("float64")
    own = base if one.base is Base.OWN else np.nan
    return frame.assign(numerator=events, denominator=own).reindex(columns=list(MEASUREMENT))


def write(folder: Path) -> None:
    """Write the country: a warehouse that waits to be published, and the same tables as Parquet for pandas."""
    chance = np.random.default_rng(SEED)
    places = units(chance)
    figures = measurements(places, chance)
    connection = connect(folder / "country.duckdb")
    statements.run_folder(connection, SCHEMA)
    insert(connection, "unit", places)
    insert(connection, "measurement", figures)
    tables(connection)
    connection.close()
    places.drop(columns="geom").to_parquet(folder / "units.parquet")
    figures.to_parquet(folder / "measurements.parquet")


def tables(connection: Connection) -> None:
    """Fill the tables of indicators and periods."""
    columns = ("id", "kind", "direction", "base", "max_age", "minimum", "data_class", "source", "context")
    insert(connection, "indicator", pd.DataFrame([[getattr(one, name) for name in columns] for one in indicators()]))
    valid = [(one.id, level) for one in indicators() for level in one.levels]
    insert(connection, "indicator_level", pd.DataFrame(valid))
    insert(connection, "period", pd.DataFrame([(str(span), span.start, span.end) for span in SPANS]))
