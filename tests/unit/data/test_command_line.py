"""`python -m data` and `python -m scoring` as the one who keeps it running meets them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data import __main__ as importing
from data.warehouse import live
from data.warehouse.build import build
from scoring import __main__ as publishing
from scoring.publish import publish
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "sources" / "voorbeelden"

Spoil = Callable[[Path], list[Path]]


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def published(var: Path) -> Path:
    build(small_town.delivery(), var, lambda _: None)
    return publish(var, f"sqlite:///{var / 'records.sqlite'}", MODEL, lambda _: None).path


def areas(folder: Path, *, crs: str = "urn:ogc:def:crs:EPSG::28992", name: str = "wijken_2024.geojson") -> Path:
    ring = [[0, 300000], [100, 300000], [100, 300100], [0, 300000]]
    feature = {
        "type": "Feature",
        "properties": {
            "wijkcode": "WK999801",
            "wijknaam": "Oost",
            "gemeentecode": "GM9998",
            "gemeentenaam": "Proefdam",
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    named = {"type": "name", "properties": {"name": crs}}
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": named, "features": [feature]}), encoding="utf-8")
    return path


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


SPOILT: dict[str, tuple[Spoil, str]] = {
    "a missing file": (lambda folder: [folder / "nergens.csv"], "nergens.csv: there is no such file in"),
    "an empty file": (lambda folder: [areas(folder), written(folder, "leeg.csv", "")], "leeg.csv: the file is empty"),
    "an unreadable row": (
        lambda folder: [areas(folder), written(folder, "stuk.csv", "a;b\n1;2;3\n")],
        "stuk.csv: row 2: 3 cells under 2 columns",
    ),
    "a cut-off zip": (
        lambda folder: [areas(folder), written(folder, "bag.zip", "PK\x03\x04 and no more")],
        "bag.zip: it is cut off, damaged or locked",
    ),
    "a missing column": (
        lambda folder: [areas(folder), written(folder, "lbm.csv", "code,won,fys,vrz,soc,onv\nBU1,0,0,0,0,0\n")],
        "lbm.csv: the file lacks the columns ['year', 'afw']",
    ),
    "the wrong coordinate system": (
        lambda folder: [areas(folder, crs="urn:ogc:def:crs:OGC:1.3:CRS84")],
        "wijken_2024.geojson: states",
    ),
    "a home that is listed twice": (
        lambda folder: [
            areas(folder),
            written(folder, "huizen.csv", "vbo_id;complexnummer\n9998010000000001;1\n9998010000000001;1\n"),
        ],
        "huizen.csv: rows 2, 3: the same vbo_id",
    ),
    "a column about persons": (
        lambda folder: [areas(folder), written(folder, "h.csv", "vbo_id;bsn;complexnummer\n9998010000000001;1;1\n")],
        "may not be delivered: 'bsn'",
    ),
    "the same areas in two files": (
        lambda folder: [areas(folder), areas(folder, name="wijken_2023.geojson")],
        "are in more than one file",
    ),
    "no areas at all": (
        lambda folder: [shutil.copy(next((EXAMPLES / "corporatie").glob("*.csv")), folder)],
        "there is no file with areas",
    ),
    "a table that is none of the deliveries": (
        lambda folder: [areas(folder), written(folder, "x.csv", "kolom\n1\n")],
        "x.csv: this is none of the tables that can be read",
    ),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=list(SPOILT))
def test_bad_input_is_one_clear_sentence_and_what_was_live_stays_live(
    spoil: tuple[Spoil, str], published: Path, var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, sentence = spoil
    folder = tmp_path / "levering"
    folder.mkdir()
    before = published.read_bytes()
    assert importing.main(["load", *map(str, make(folder))]) == 1
    said = capsys.readouterr().err
    assert "what was live stays live" in said
    assert sentence in said
    assert "Traceback" not in said
    assert live.live(var) == published
    assert published.read_bytes() == before
    assert live.prepared(var) is None


def test_loading_waits_for_its_lights_and_scoring_makes_them_live(
    var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(small_town.delivery(), var, lambda _: None)
    assert live.live(var) is None
    assert publishing.main(["--model", str(MODEL)]) == 0
    assert "Published small-1, periods 2026-1 to 2026-3" in capsys.readouterr().out
    assert live.live(var) is not None
    assert live.prepared(var) is None


def test_scoring_without_an_import_says_what_to_do(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publishing.main([]) == 1
    assert "python -m data demo" in capsys.readouterr().err
    assert live.live(var) is None


def test_a_model_that_changes_under_its_id_is_refused_and_nothing_goes_live(
    published: Path, var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = written(tmp_path, "small-1.toml", MODEL.read_text(encoding="utf-8").replace("t1 = 45", "t1 = 44"))
    assert publishing.main(["--model", str(changed)]) == 1
    assert "change only with a new id" in capsys.readouterr().err
    assert live.live(var) == published


def test_a_faulty_model_lists_every_fault_and_nothing_goes_live(
    published: Path, var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = MODEL.read_text(encoding="utf-8").replace("t1 = 45", "t1 = 75").replace("hi = 0.1", "hi = -0.1")
    assert publishing.main(["--model", str(written(tmp_path, "fout.toml", text))]) == 1
    said = capsys.readouterr().err
    assert said.count("fout.toml:") == 2
    assert live.live(var) == published


def test_nothing_is_done_twice_at_a_second_start(published: Path, var: Path) -> None:
    assert importing.main(["demo", "--unless-present"]) == 0
    assert publishing.main(["--unless-live"]) == 0
    assert live.live(var) == published


def test_status_names_the_live_file(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert importing.main(["status"]) == 0
    assert published.name in capsys.readouterr().out
