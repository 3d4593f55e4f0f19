"""What a new publication changes about periods that were published before, by delivery, borders and model."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from data.duck import Connection, connect
from data.settings import from_environment
from data.sources.tables import Delivery
from data.warehouse import live, statements
from data.warehouse.build import SCHEMA, build, fill
from scoring.bulk import score
from scoring.model import load
from scoring.publish import publish
from scoring.replacing import keep_replaced
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
FLAT, LAST = ("building", small_town.FLAT), "2026-3"


def town(*, arrears: bool = False, register: bool = False) -> Delivery:
    """Give the town; with one rent arrear of the flat less in 2026-3, and with one of its homes no longer let."""
    delivery = small_town.delivery()
    figures, let = delivery.measurements, delivery.register
    if arrears:
        mended = (
            figures["indicator_id"].eq("rent_arrears")
            & figures["unit_id"].eq(small_town.dwelling(small_town.FLAT, 0))
            & figures["ends"].eq(pd.Timestamp("2026-06-30"))
        )
        assert mended.sum() == 1
        figures = figures.assign(numerator=figures["numerator"].mask(mended, 0.0))
    if register:
        let = let[let["dwelling_id"].ne(small_town.dwelling(small_town.FLAT, 19))]
    return replace(delivery, measurements=figures, register=let)


@pytest.fixture
def other_model(tmp_path: Path) -> Path:
    """Give the same model under another id, in which money weighs three times as much."""
    return other(tmp_path / "small-2.toml")


def other(file: Path) -> Path:
    text = MODEL.read_text(encoding="utf-8").replace('id = "small-1"', 'id = "small-2"')
    money = 'en = "Money"\nweight = 1'
    assert money in text
    file.write_text(text.replace(money, 'en = "Money"\nweight = 3'), encoding="utf-8")
    return file


def published(var: Path, delivery: Delivery, model: Path, *, days: int = 0, periods: int = 12) -> None:
    settings, now = from_environment({"BUURTSTOPLICHT_VAR": str(var)}), NOW + timedelta(days=days)
    build(delivery, var, lambda _: None, now=now)
    publish(var, settings.database_url, model, lambda _: None, now=now, periods=periods)


def rows(var: Path, query: str) -> pd.DataFrame:
    path = live.live(var)
    assert path is not None
    connection = connect(path, read_only=True)
    frame: pd.DataFrame = connection.execute(query).df()
    connection.close()
    return frame


def revision(var: Path) -> pd.DataFrame:
    """Give what was stored of the flat in 2026-3, old to new."""
    query = f"""SELECT revision.* FROM revision JOIN replaced USING (run_id)
        WHERE level = 'building' AND unit_id = '{small_town.FLAT}' AND period = '{LAST}' ORDER BY replaced_at"""
    return rows(var, query)


def scored_apart(delivery: Delivery, model: Path) -> float:
    """Score of the flat in 2026-3 in a town that was built and scored by itself."""
    connection = connect()
    fill(connection, delivery, lambda _: None, NOW)
    score(connection, load(model), lambda _: None)
    query = "SELECT score FROM light WHERE unit_id = ? AND period = ?"
    [(found,)] = connection.execute(query, [small_town.FLAT, LAST]).fetchall()
    connection.close()
    return float(found)


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    for days in (0, 1):
        published(tmp_path, town(), MODEL, days=days)
    assert rows(tmp_path, "SELECT * FROM replaced").empty
    assert rows(tmp_path, "SELECT * FROM revision").empty


def test_a_mended_delivery_is_told_as_delivery_alone(tmp_path: Path) -> None:
    published(tmp_path, town(), MODEL)
    published(tmp_path, town(arrears=True), MODEL, days=1)
    [one] = revision(tmp_path).itertuples()
    # arrears 5 of 20 become 4 of 20: 50 points become 60, of which a quarter counts
    assert (one.score, one.light) == (53.75, "green")
    assert (one.delivery, one.borders, one.model) == (pytest.approx(2.5), 0, 0)
    assert set(rows(tmp_path, "SELECT DISTINCT period FROM revision")["period"]) == {LAST}
    assert rows(tmp_path, "SELECT model_changed FROM replaced")["model_changed"].tolist() == [False]


@pytest.fixture(scope="module")
def all_replaced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folder of a town of which delivery, register and model were replaced at once; and the other model."""
    var = tmp_path_factory.mktemp("var")
    model = other(var / "small-2.toml")
    published(var, town(), MODEL)
    published(var, town(arrears=True, register=True), model, days=1)
    return var, model


def test_every_cause_has_the_part_that_it_has_by_itself(all_replaced: tuple[Path, Path]) -> None:
    var, model = all_replaced
    [one] = revision(var).itertuples()
    mended, left = town(arrears=True), town(arrears=True, register=True)
    scores = [scored_apart(*way) for way in ((town(), MODEL), (mended, MODEL), (left, MODEL), (left, model))]
    parts = [after - before for before, after in pairwise(scores)]
    assert min(abs(part) for part in parts) > 0.01
    assert [one.delivery, one.borders, one.model] == pytest.approx(parts, abs=1e-9)
    assert one.score + sum(parts) == pytest.approx(scores[-1], abs=1e-9)
    told = rows(var, "SELECT model_id, newest, model_changed FROM replaced")
    assert told.to_numpy().tolist() == [["small-1", LAST, True]]


def test_the_parts_of_every_place_and_period_add_up(all_replaced: tuple[Path, Path]) -> None:
    query = """SELECT revision.score AS was, light.score AS now, delivery + borders + model AS parts
        FROM revision JOIN light USING (level, unit_id, period)"""
    told = rows(all_replaced[0], query).dropna()
    assert len(told) > 5
    assert told["parts"].tolist() == pytest.approx((told["now"] - told["was"]).tolist(), abs=1e-9)


def test_what_several_publications_changed_adds_up_to_the_first(tmp_path: Path, other_model: Path) -> None:
    published(tmp_path, town(), MODEL)
    published(tmp_path, town(arrears=True), MODEL, days=1)
    published(tmp_path, town(arrears=True), other_model, days=2)
    told = revision(tmp_path)
    assert len(told) == 2
    now = rows(tmp_path, f"SELECT score FROM light WHERE unit_id = '{small_town.FLAT}' AND period = '{LAST}'")
    parts = told[["delivery", "borders", "model"]].to_numpy().sum()
    assert told["score"].iloc[0] + parts == pytest.approx(now["score"].iloc[0], abs=1e-9)
    assert told[["delivery", "model"]].ne(0).to_numpy().tolist() == [[True, False], [False, True]]


def test_periods_that_are_no_longer_published_are_forgotten(tmp_path: Path, other_model: Path) -> None:
    published(tmp_path, town(), MODEL)
    published(tmp_path, town(), other_model, days=1)
    assert len(rows(tmp_path, "SELECT DISTINCT period FROM revision")) > 1
    published(tmp_path, town(), other_model, days=2, periods=1)
    assert rows(tmp_path, "SELECT DISTINCT period FROM revision")["period"].tolist() == [LAST]


def test_a_place_that_lost_its_score_has_no_parts(tmp_path: Path) -> None:
    published(tmp_path, town(), MODEL)
    delivery = town()
    left = delivery.measurements[delivery.measurements["indicator_id"].ne("nuisance")]
    published(tmp_path, replace(delivery, measurements=left), MODEL, days=1)
    told = revision(tmp_path)
    assert told["score"].tolist() == [53.75]
    assert told[["delivery", "borders", "model"]].isna().to_numpy().all()


def test_a_model_that_is_no_longer_read_is_told_with_the_next_cause(tmp_path: Path, other_model: Path) -> None:
    published(tmp_path, town(), MODEL)
    path = live.live(tmp_path)
    assert path is not None
    connection = connect(path)
    connection.execute("UPDATE run SET model_toml = 'id = 1'")
    connection.close()
    published(tmp_path, town(arrears=True), other_model, days=1)
    [one] = revision(tmp_path).itertuples()
    assert (one.delivery, one.borders) == (0, 0)
    assert one.score + one.model == pytest.approx(scored_apart(town(arrears=True), other_model), abs=1e-9)


def with_light(unit_id: str, run: str) -> Connection:
    """Open a warehouse in memory with one light, of a publication."""
    connection = connect()
    statements.run_folder(connection, SCHEMA)
    connection.execute("INSERT INTO period VALUES ('2026-3', '2026-05-01', '2026-06-30')")
    connection.execute(f"INSERT INTO run VALUES ('{run}', 'small-1', 'hash', '', 'data', '2026-11-01')")
    connection.execute(
        """INSERT INTO light BY NAME SELECT
            'district' AS level, ? AS unit_id, '2026-3' AS period, 50.0 AS score, 1.0 AS coverage, 'amber' AS light,
            'scored' AS reason, false AS indicative, 100 AS homes, 'P' AS data_class, 'amber' AS plain, 'none' AS rule,
            false AS brandhaard""",
        [unit_id],
    )
    return connection


@pytest.mark.parametrize(("place", "kept"), [("WK000101", 1), ("WK000202", 0)])
def test_nothing_is_taken_over_from_another_municipality(place: str, kept: int) -> None:
    old, new = with_light("WK000101", "second"), with_light(place, "third")
    old.execute("INSERT INTO replaced VALUES ('first', 'small-1', '2026-09-01', '2026-11-01', '2026-3', true)")
    old.execute("INSERT INTO revision VALUES ('first', 'district', 'WK000101', '2026-3', 48, 'amber', 'P', 0, 0, 2)")
    keep_replaced(new, old, 12, lambda _: None)
    counts = "SELECT (SELECT count(*) FROM replaced), (SELECT count(*) FROM revision)"
    assert new.execute(counts).fetchall() == [(kept, kept)]
    for connection in (old, new):
        connection.close()
