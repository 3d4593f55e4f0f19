"""The bulk steps on a town that can be added up by hand."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data.domain.lights import Light
from data.duck import Connection, connect
from data.warehouse.build import fill
from scoring.bulk import score
from scoring.model import load
from scoring.shape import ScoringModel, Thresholds, Veto
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def scored(model: ScoringModel) -> Connection:
    connection = connect()
    fill(connection, small_town.delivery(), lambda _: None, NOW)
    score(connection, model, lambda _: None)
    return connection


@pytest.fixture(scope="module")
def town() -> Iterator[Connection]:
    connection = scored(load(MODEL))
    yield connection
    connection.close()


def light(connection: Connection, unit_id: str) -> list[tuple[object, ...]]:
    query = "SELECT period, light, reason, round(score, 9) FROM light WHERE unit_id = ? ORDER BY period"
    return connection.execute(query, [unit_id]).fetchall()


def step(connection: Connection, unit_id: str, indicator: str) -> list[tuple[object, ...]]:
    query = """SELECT period, numerator, denominator, round(raw, 9), carried FROM indicator_step
        WHERE unit_id = ? AND indicator_id = ? ORDER BY period"""
    return connection.execute(query, [unit_id, indicator]).fetchall()


def test_the_light_of_the_flat_is_what_the_hand_gives(town: Connection) -> None:
    # condition 4 -> 40; vacancy 0, 1, 1 of 20 -> 100, 50, 50
    # arrears 5 of 20 -> 50; nuisance 2, 0, 1 of 20 -> 50, 100, 75
    assert light(town, small_town.FLAT) == [
        ("2026-1", "green", "scored", 60.0),
        ("2026-2", "green", "scored", 60.0),
        ("2026-3", "green", "scored", 53.75),  # held: 6.25 below the border, the margin is 7.5
    ]


def test_a_figure_that_the_model_does_not_weigh_has_no_points(town: Connection) -> None:
    query = "SELECT count(*), count(score), count(weight) FROM indicator_step WHERE indicator_id = 'offences'"
    assert town.execute(query).fetchone() == (9, 0, 0)


def test_several_figures_of_an_area_in_one_period_are_added_up() -> None:
    delivery = small_town.delivery()
    fixed = {"level": "neighbourhood", "source": "police", "denominator": math.nan}
    more = small_town.rows("offences", "2026-1", ["BU99980101"], [2.0], **fixed)
    figures = pd.concat([delivery.measurements, more], ignore_index=True)
    connection = connect()
    fill(connection, dataclasses.replace(delivery, measurements=figures), lambda _: None, NOW)
    score(connection, load(MODEL), lambda _: None)
    assert step(connection, "BU99980101", "offences")[0] == ("2026-1", 7.0, 20.0, 0.35, False)
    connection.close()


def test_effective_weights_add_up_to_one_and_give_the_score(town: Connection) -> None:
    query = """SELECT round(sum(weight), 12), round(sum(weight * score), 9) FROM indicator_step
        WHERE unit_id = ? AND period = '2026-3'"""
    assert town.execute(query, [small_town.FLAT]).fetchall() == [(1.0, 53.75)]


def test_numerators_and_denominators_add_up_level_by_level(town: Connection) -> None:
    assert step(town, "BU99980101", "rent_arrears")[0] == ("2026-1", 5.0, 20.0, 0.25, False)
    assert step(town, "WK999801", "rent_arrears")[0] == ("2026-1", 6.0, 36.0, round(1 / 6, 9), False)
    assert step(town, "C1", "rent_arrears") == step(town, small_town.FLAT, "rent_arrears")


def test_one_address_counts_once_a_period_and_no_report_is_a_zero(town: Connection) -> None:
    assert step(town, small_town.FLAT, "nuisance") == [
        ("2026-1", 2.0, 20.0, 0.1, False),
        ("2026-2", 0.0, 20.0, 0.0, False),
        ("2026-3", 1.0, 20.0, 0.05, False),
    ]


def test_a_missing_delivery_is_carried_over_once_and_marked(town: Connection) -> None:
    assert [row[-1] for row in step(town, small_town.WALK_UP, "rent_arrears")] == [False, True, False]


def test_too_little_known_is_grey_and_never_green(town: Connection) -> None:
    assert {row[1:3] for row in light(town, small_town.WALK_UP)} == {("grey", "coverage")}


def test_a_rate_below_its_smallest_denominator_is_missing_not_zero(town: Connection) -> None:
    query = (
        "SELECT DISTINCT denominator, raw, score FROM indicator_step WHERE unit_id = ? AND indicator_id = 'nuisance'"
    )
    assert town.execute(query, [small_town.HOUSES[0]]).fetchall() == [(1.0, None, None)]


def test_a_street_below_the_minimum_has_no_colour_of_its_own(town: Connection) -> None:
    assert {row[1:3] for row in light(town, f"{small_town.KADE}-BU99980101")} == {("grey", "too_few_homes")}


def test_a_building_whose_complex_and_street_have_no_light_stays_grey(town: Connection) -> None:
    assert {row[1:3] for row in light(town, small_town.HOUSES[0])} == {("grey", "too_few_homes")}


def test_water_and_buildings_without_homes_are_grey_with_their_reason(town: Connection) -> None:
    assert {row[1:3] for row in light(town, "WK999899")} == {("grey", "water")}
    assert {row[1:3] for row in light(town, small_town.SHED)} == {("grey", "no_homes")}


def test_a_building_that_is_too_small_borrows_the_colour_of_its_complex_and_is_not_counted() -> None:
    model = load(MODEL)
    town = scored(dataclasses.replace(model, sizes=dataclasses.replace(model.sizes, building=25, street=15)))
    query = "SELECT light, reason, source_level, source_id, score FROM light WHERE unit_id = ? AND period = '2026-3'"
    assert town.execute(query, [small_town.FLAT]).fetchall() == [("green", "inherited", "estate", "C1", None)]
    counted = "SELECT red + amber + green + grey FROM light_children WHERE unit_id = 'C1' AND period = '2026-3'"
    assert town.execute(counted).fetchall() == []
    town.close()


def test_a_light_just_above_the_minimum_is_indicative(town: Connection) -> None:
    query = "SELECT DISTINCT indicative FROM light WHERE unit_id = ?"
    assert town.execute(query, [small_town.FLAT]).fetchall() == [(True,)]


def test_a_published_figure_is_rolled_up_only_when_enough_homes_are_known(town: Connection) -> None:
    # Havenkant has 25 of the 41 homes: 61 %, less than the 65 % that the model asks for
    assert town.execute("SELECT count(*) FROM indicator_step WHERE unit_id = 'WK999801' AND rolled_up").fetchone() == (
        0,
    )


def test_offences_are_counted_over_inhabitants_and_the_time_they_cover(town: Connection) -> None:
    assert step(town, "BU99980101", "offences")[0] == ("2026-1", 5.0, 10.0, 0.5, False)


def test_a_home_is_judged_on_the_home_alone(town: Connection) -> None:
    query = "SELECT period, light, reason FROM dwelling_light WHERE dwelling_id = ? ORDER BY period"
    empty = town.execute(query, [small_town.dwelling(small_town.FLAT, 0)]).fetchall()
    assert empty == [("2026-1", "amber", "condition"), ("2026-2", "amber", "vacancy"), ("2026-3", "amber", "vacancy")]
    unknown = town.execute(query, [small_town.dwelling(small_town.WALK_UP, 0)]).fetchall()
    assert {row[1:] for row in unknown} == {("grey", "unknown")}


def test_lights_made_of_the_corporations_records_say_so_and_public_ones_too(town: Connection) -> None:
    query = (
        "SELECT level, unit_id, data_class FROM light WHERE unit_id IN (?, ?) AND period = '2026-1' ORDER BY unit_id"
    )
    found = town.execute(query, [small_town.FLAT, small_town.HOUSES[1]]).fetchall()
    assert [row[-1] for row in found] == ["V", "P"]


def test_the_rule_that_holds_a_colour_is_kept_beside_the_plain_light(town: Connection) -> None:
    query = "SELECT period, plain, light, rule FROM light WHERE unit_id = ? ORDER BY period"
    assert town.execute(query, [small_town.FLAT]).fetchall() == [
        ("2026-1", "green", "green", "none"),
        ("2026-2", "green", "green", "none"),
        ("2026-3", "amber", "green", "stability"),
    ]


def test_a_veto_lowers_the_light_and_names_its_indicator() -> None:
    model = load(MODEL)
    rule = Veto("rent_arrears", below=60, minimum=10, floor=Light.AMBER)
    town = scored(dataclasses.replace(model, veto=(rule,)))
    query = "SELECT light, plain, rule FROM light WHERE unit_id = ? AND period = '2026-1'"
    assert town.execute(query, [small_town.FLAT]).fetchall() == [("amber", "green", "veto:rent_arrears")]
    town.close()


def test_a_red_of_one_address_is_amber_and_says_so() -> None:
    # 2026-1: S = 60, and (40 + 100) / 4 + (50 + 75) / 4 = 66.25 when one of the two addresses had not reported
    town = scored(dataclasses.replace(load(MODEL), thresholds=Thresholds(t1=62, t2=80)))
    query = "SELECT light, plain, rule FROM light WHERE unit_id = ? AND period = '2026-1'"
    assert town.execute(query, [small_town.FLAT]).fetchall() == [("amber", "red", "single_address")]
    town.close()


def test_a_red_that_one_address_does_not_explain_stays_red() -> None:
    town = scored(dataclasses.replace(load(MODEL), thresholds=Thresholds(t1=70, t2=80)))
    query = "SELECT light, rule FROM light WHERE unit_id = ? AND period = '2026-1'"
    assert town.execute(query, [small_town.FLAT]).fetchall() == [("red", "none")]
    town.close()


def test_chances_of_the_colours_add_up_to_one(town: Connection) -> None:
    query = "SELECT count(*), min(p_red + p_amber + p_green), max(p_red + p_amber + p_green) FROM light WHERE score > 0"
    number, low, high = town.execute(query).fetchone()
    assert number > 0
    assert low == pytest.approx(1)
    assert high == pytest.approx(1)


def test_a_red_building_is_not_hidden_by_the_places_above_it() -> None:
    model = load(MODEL)
    thresholds = Thresholds(t1=70, t2=80)
    brandhaard = dataclasses.replace(model.brandhaard, minimum=20)
    town = scored(dataclasses.replace(model, thresholds=thresholds, brandhaard=brandhaard))
    query = "SELECT level FROM light WHERE brandhaard AND period = '2026-1' ORDER BY level"
    assert [level for (level,) in town.execute(query).fetchall()] == [
        "district",
        "estate",
        "municipality",
        "neighbourhood",
        "street",
    ]
    town.close()


def test_what_is_remembered_goes_on_in_the_next_publication() -> None:
    connection = connect()
    fill(connection, small_town.delivery(), lambda _: None, NOW)
    past = pd.DataFrame(
        {
            "level": ["building"],
            "unit_id": [small_town.FLAT],
            "colour": ["red"],
            "clear_amber": [0],
            "narrow_amber": [0],
            "clear_green": [0],
            "narrow_green": [0],
            "silent": [0],
            "spared": [False],
        }
    )
    score(connection, load(MODEL), lambda _: None, memory=past)
    lights = [row[1] for row in light(connection, small_town.FLAT)]
    assert lights == ["red", "amber", "amber"]
    connection.close()
