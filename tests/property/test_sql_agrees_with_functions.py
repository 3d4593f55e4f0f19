"""The bulk SQL and the functions on frames are two writings of one formula: they agree to 1e-9 on any town."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data.domain.areas import Level
from data.domain.indicators import catalogue
from data.duck import Connection, connect
from data.warehouse import statements
from data.warehouse.build import SCHEMA, insert
from scoring.aggregate import balance
from scoring.bulk import SQL, parameters, score
from scoring.certainty import chances
from scoring.model import MODELS, load
from scoring.normalise import goalposts
from scoring.shape import ScoringModel
from scoring.smooth import empirical_bayes
from scoring.stability import replay

SEEDED = settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A seed says nothing when it is made smaller."""
MODEL = load(MODELS / "corporation-1.toml")
LEVELS = (Level.BUILDING, Level.STREET, Level.ESTATE, Level.NEIGHBOURHOOD, Level.DISTRICT)
PERIODS = ("2026-1", "2026-2")


def town(seed: int) -> Connection:
    """Give a scored warehouse of random size: homes in buildings in streets in neighbourhoods, some figures missing."""
    chance = np.random.default_rng(seed)
    connection = connect()
    statements.run_folder(connection, SCHEMA)
    homes = _homes(chance)
    insert(connection, "dwelling", homes)
    insert(connection, "unit", _units(homes))
    known = catalogue().values()
    columns = [
        (i.id, i.kind, i.direction, i.base, i.max_age, i.minimum, i.data_class, i.source, i.context) for i in known
    ]
    insert(connection, "indicator", pd.DataFrame(columns))
    insert(connection, "indicator_level", pd.DataFrame([(i.id, level) for i in known for level in i.levels]))
    spans = [("2026-1", "2026-01-01", "2026-02-28"), ("2026-2", "2026-03-01", "2026-04-30")]
    insert(connection, "period", pd.DataFrame(spans))
    insert(connection, "measurement", _figures(homes, chance, spans))
    score(connection, MODEL, lambda _: None)
    return connection


DWELLING = (
    *("dwelling_id", "building_id", "street_id", "neighbourhood_id", "district_id", "municipality_id", "estate_id"),
    *("let", "street_name", "house_number", "house_letter", "addition", "postcode", "town", "floor_area", "status"),
    *("uses", "x", "y"),
)
UNIT = (
    *("level", "unit_id", "name", "parent_id", "neighbourhood_id", "district_id", "municipality_id", "estate_id"),
    *("homes", "let_homes", "households", "inhabitants", "is_water", "construction_year", "border_year", "label_x"),
    *("label_y", "xmin", "ymin", "xmax", "ymax", "geom"),
)
ABOVE = {
    "building": "street_id",
    "street": "neighbourhood_id",
    "estate": "neighbourhood_id",
    "neighbourhood": "district_id",
    "district": "municipality_id",
}


def _homes(chance: np.random.Generator) -> pd.DataFrame:
    neighbourhoods = int(chance.integers(2, 5))
    rows = []
    for building in range(int(chance.integers(4, 25))):
        buurt = int(chance.integers(neighbourhoods))
        street = f"S{int(chance.integers(3))}-BU{buurt}"
        estate = f"C{buurt}{int(chance.integers(2))}" if chance.random() < 0.7 else None
        rows += [
            (f"H{building}-{home}", f"P{building}", street, f"BU{buurt}", f"WK{buurt % 2}", "GM1", estate)
            for home in range(int(chance.integers(1, 40)))
        ]
    frame = pd.DataFrame(rows, columns=list(DWELLING[:7]))
    return frame.assign(let=frame["estate_id"].notna(), x=0.0, y=0.0).reindex(columns=list(DWELLING))


def _units(homes: pd.DataFrame) -> pd.DataFrame:
    parts = [{"level": "municipality", "unit_id": "GM1", "homes": len(homes), "let_homes": int(homes["let"].sum())}]
    for level, parent in ABOVE.items():
        for code, part in homes.groupby(f"{level}_id"):
            one = {"level": level, "unit_id": code, "parent_id": part[parent].iloc[0], "homes": len(part)}
            lent = part["estate_id"].iloc[0] if level == "building" else None
            buurt = part["neighbourhood_id"].iloc[0]
            parts.append(one | {"let_homes": int(part["let"].sum()), "estate_id": lent, "neighbourhood_id": buurt})
    fixed = {"name": "x", "municipality_id": "GM1", "is_water": False, "households": 100.0, "inhabitants": 200.0}
    return pd.DataFrame(parts).assign(**fixed).reindex(columns=list(UNIT))


def _figures(homes: pd.DataFrame, chance: np.random.Generator, spans: list[tuple[str, str, str]]) -> pd.DataFrame:
    parts = []
    for _, starts, ends in spans:
        for name in (
            "rent_arrears",
            "vacancy",
            "guided_letting",
            "willing_to_contribute",
            "length_of_stay",
            "condition",
        ):
            there = homes[(chance.random(len(homes)) < chance.choice([0.4, 1.0])) & homes.iloc[:, 7].astype(bool)].iloc[
                :, 0
            ]
            values = _values(name, len(there), chance)
            parts.append(_rows(name, there, starts, ends, values, 1.0, values**2))
        for name in ("nuisance", "support_signals", "turnover"):
            there = homes[(chance.random(len(homes)) < 0.1) & homes["let"]]["dwelling_id"]
            parts.append(_rows(name, there, starts, ends, np.ones(len(there)), np.nan, np.nan))
        for name in ("lbm_fys", "lbm_vrz", "lbm_won", "lbm_onv"):
            codes = homes["neighbourhood_id"].drop_duplicates()
            there = codes[chance.random(len(codes)) < 0.8]
            area = _rows(name, there, starts, ends, np.full(len(there), np.nan), np.nan, np.nan)
            parts.append(area.assign(level="neighbourhood", value=chance.normal(0, 0.1, len(there))))
    return pd.concat(parts, ignore_index=True)


def _values(name: str, size: int, chance: np.random.Generator) -> np.ndarray:
    if name == "condition":
        return chance.integers(1, 7, size).astype("float64")
    return (
        chance.gamma(2, 4, size)
        if name == "length_of_stay"
        else (chance.random(size) < chance.random()).astype("float64")
    )


def _rows(
    name: str, there: pd.Series, starts: str, ends: str, values: np.ndarray, base: float, squares: np.ndarray | float
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "indicator_id": name,
            "level": "dwelling",
            "unit_id": there.to_numpy(),
            "starts": starts,
            "ends": ends,
            "numerator": values,
            "denominator": base,
            "squares": squares,
            "value": np.nan,
            "source": "demo",
            "transferred": False,
        }
    )


@SEEDED
@given(seed=st.integers(0, 2**31))
def test_smoothed_figures_are_those_of_the_function(seed: int) -> None:
    connection = town(seed)
    figures = connection.execute(
        """SELECT unit.level, slot, indicator_id, unit.unit_id, kind, unit.parent_id AS parent, step.numerator AS e,
            step.denominator AS b, step.squares, step.value, step.se, step.own_share
        FROM step JOIN item USING (indicator) JOIN unit ON unit.rowid = step.unit
        WHERE kind <> 'area' AND unit.level <> 'municipality' AND NOT carried"""
    ).df()
    for (level, _, _), group in figures.groupby(["level", "slot", "indicator_id"]):
        mine = group.set_index("unit_id")
        kind = mine["kind"].iloc[0]
        there = empirical_bayes(
            mine["e"],
            mine["b"],
            mine["parent"],
            kind=kind,
            prior_max=MODEL.smoothing.prior_max,
            squares=mine["squares"] if kind == "mean" else None,
        )
        scored = mine["value"].notna()
        for column, own in (("rate", "value"), ("se", "se")):
            np.testing.assert_allclose(mine.loc[scored, own], there.loc[scored, column], rtol=1e-9, err_msg=str(level))
        share = mine["b"] / (mine["b"] + there["prior"])
        np.testing.assert_allclose(mine.loc[scored, "own_share"], share[scored], rtol=1e-9)
    connection.close()


@SEEDED
@given(seed=st.integers(0, 2**31))
def test_numerators_and_denominators_of_the_homes_make_those_of_every_level_above(seed: int) -> None:
    connection = town(seed)
    for level in (*LEVELS, Level.MUNICIPALITY):
        faults = connection.execute(
            f"""WITH added AS (
                SELECT {level}_id AS unit_id, indicator_id, ends, sum(numerator) AS e, sum(denominator) AS b
                FROM measurement JOIN dwelling ON dwelling_id = unit_id
                WHERE indicator_id IN ('rent_arrears', 'vacancy', 'guided_letting') GROUP BY ALL
            )
            SELECT count(*), count(*) FILTER (step.unit_id IS NULL OR abs(numerator - e) + abs(denominator - b) > 1e-9)
            FROM added LEFT JOIN indicator_step AS step ON step.level = ? AND NOT step.carried
                AND (step.unit_id, step.indicator_id, step.ends) = (added.unit_id, added.indicator_id, added.ends)
            WHERE added.unit_id IS NOT NULL""",
            [level.value],
        ).fetchone()
        assert faults is not None
        assert faults[0] > 0
        assert faults[1] == 0
    connection.close()


@SEEDED
@given(seed=st.integers(0, 2**31))
def test_the_light_and_the_weights_are_those_of_the_function(seed: int) -> None:
    connection = town(seed)
    for level in LEVELS:
        for period in PERIODS:
            _compare(connection, MODEL.at(level), level, period)
    connection.close()


def _compare(connection: Connection, model: ScoringModel, level: Level, period: str) -> None:
    query = "SELECT * FROM indicator_step WHERE level = ? AND period = ? AND value IS NOT NULL"
    steps = connection.execute(query, [level.value, period]).df()
    units = connection.execute("SELECT unit_id FROM unit WHERE level = ? ORDER BY unit_id", [level.value]).df()[
        "unit_id"
    ]
    wide = steps.pivot_table(index="unit_id", columns="indicator_id", values="value")
    wide = wide.reindex(index=units, columns=[one.id for one in model.indicators])
    directions = model.column("direction")
    scores = goalposts(wide, model.column("lo"), model.column("hi"), direction=directions)
    expected = balance(scores, model)
    found = (
        connection.execute(
            "SELECT unit_id, reason, score, capacity, burden FROM light WHERE level = ? AND period = ?",
            [level.value, period],
        )
        .df()
        .set_index("unit_id")
        .loc[units]
    )
    scored = found["reason"] == "scored"
    for column in ("score", "capacity", "burden"):
        np.testing.assert_allclose(found.loc[scored, column].astype(float), expected.loc[scored, column], rtol=1e-9)
    assert expected.loc[found["reason"] == "coverage", "score"].isna().all()
    used = steps[steps["weight"].notna()]
    total = (used["weight"] * used["score"]).groupby(used["unit_id"]).sum()
    np.testing.assert_allclose(total.loc[found.index[scored]], expected.loc[scored, "score"], rtol=1e-9)


@SEEDED
@given(seed=st.integers(0, 2**31))
def test_colours_hold_as_the_replay_of_the_function_says(seed: int) -> None:
    connection = town(seed)
    rows = connection.execute(
        """SELECT level || unit_id AS unit, period, score, se, light, plain, p_red, p_green FROM light
        WHERE score IS NOT NULL AND (level, unit_id) NOT IN (
                SELECT (level, unit_id) FROM memory JOIN place USING (unit) WHERE spared
            )
            AND rule NOT LIKE 'veto%'"""
    ).df()
    wide = {
        name: rows.pivot_table(index="unit", columns="period", values=name, aggfunc="first")
        for name in ("score", "se", "light")
    }
    found = wide["light"]
    expected = replay(wide["score"].astype(float), wide["se"].astype(float), MODEL)
    known = found.notna()
    assert (found.where(known, "grey") == expected.where(known, "grey")).all().all()
    chance = chances(rows["score"], rows["se"], MODEL)
    np.testing.assert_allclose(
        rows[["p_red", "p_green"]].astype(float), chance[["red", "green"]], rtol=1e-9, atol=1e-12
    )
    connection.close()


@SEEDED
@given(seed=st.integers(0, 2**31))
def test_stability_near_the_thresholds_is_that_of_the_function(seed: int) -> None:
    chance, units, slots = np.random.default_rng(seed), 40, 10
    steps = chance.normal(0, 3, (units, slots)).cumsum(axis=1) + chance.choice([45.0, 60.0], (units, 1))
    scores = pd.DataFrame(steps).clip(0, 100).mask(chance.random((units, slots)) < 0.15)
    errors = pd.DataFrame(chance.uniform(0, 5, (units, slots)))
    connection = connect()
    statements.run_folder(connection, SCHEMA)
    statements.run(connection, SQL / "00_work.sql")
    rows = [
        (unit, slot, scores.iloc[unit, slot], errors.iloc[unit, slot]) for unit in range(units) for slot in range(slots)
    ]
    frame = pd.DataFrame(rows, columns=["unit", "slot", "score", "se"])
    known = frame["score"].notna().map({True: "scored", False: "coverage"})
    named = frame.assign(light="grey", reason=known, indicative=False)
    insert(connection, "own_light", named[["unit", "slot", "light", "reason", "indicative"]])
    balanced = frame.assign(none=np.nan, unknown=0)
    columns = ["unit", "slot", "none", "none", "score", "none", "none", "none", "se", "unknown", "score"]
    insert(connection, "balance", balanced[columns])
    keys = {key: parameters(MODEL)[key] for key in ("t1", "t2", "h_min", "clear", "narrow", "memory")}
    for slot in range(slots):
        statements.run(connection, SQL / "61_stability.sql", keys | {"slot": slot})
    memory = connection.execute("SELECT unit, slot, colour FROM memory").df()
    found = memory.pivot_table(index="unit", columns="slot", values="colour", aggfunc="first").reindex(
        index=range(units), columns=range(slots)
    )
    expected = replay(scores, errors, MODEL)
    there = scores.notna().to_numpy()
    assert (found.to_numpy()[there] == expected.to_numpy()[there]).all()
    connection.close()
