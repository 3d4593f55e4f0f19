"""A faulty model at publication: every fault at once with file and key, and the published lights stay as they were."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.domain.errors import ModelError
from data.settings import from_environment
from data.warehouse import live
from data.warehouse.build import build
from scoring.__main__ import main
from scoring.publish import publish
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
FAULTS = [
    ("a missing weight", 'id = "vacancy"\ndimension = "home"\nweight = 1', 'id = "vacancy"\ndimension = "home"'),
    ("a goalpost the wrong way round", "lo = 1\nhi = 6", "lo = 6\nhi = 1"),
    ("a cycle", 'id = "home"\naxis', 'id = "home"\ndimension = "home"\naxis'),
    ("an unknown key", "clear = 2", "clear = 2\nclearly = 2"),
    ("an indicator that no data has", 'id = "rent_arrears"', 'id = "debts"'),
    ("a theme without indicators", 'id = "nuisance"\ndimension = "nuisance"', 'id = "nuisance"\ndimension = "money"'),
    ("fewer indicators than an axis needs", "indicators = 1", "indicators = 3"),
]
SAID = [
    "indicators.vacancy.weight: is missing",
    "indicators.condition.lo: 6 is not below hi, 1",
    "dimensions.home.dimension: unknown key",
    "stability.clearly: unknown key",
    "indicators.debts.id: not in the catalogue",
    "dimensions.nuisance: has no indicators",
    "coverage.indicators: 3 are needed and the axis capacity has 2",
]


def spoilt(*faults: tuple[str, str, str]) -> str:
    text = MODEL.read_text("utf-8").replace('id = "small-1"', 'id = "small-2"', 1)
    for name, good, bad in faults:
        assert good in text, name
        text = text.replace(good, bad, 1)
    return text


def state(var: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(var.iterdir()) if file.suffix in ("", ".duckdb")}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("var")
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, from_environment({"BUURTSTOPLICHT_VAR": str(var)}).database_url, MODEL, lambda _: None, now=NOW)
    return var


def test_every_fault_is_named_at_once_and_the_lights_stay(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(spoilt(*FAULTS), "utf-8")
    before = state(published)
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(published))
    assert main(["--model", str(file)]) == 1
    told = capsys.readouterr().err
    assert [one for one in SAID if f"bad.toml: {one}" not in told] == []
    assert state(published) == before
    assert live.live(published) is not None


@pytest.mark.parametrize(("fault", "said"), list(zip(FAULTS, SAID, strict=True)), ids=[one[0] for one in FAULTS])
def test_each_alone_is_refused_before_anything_is_written(
    published: Path, tmp_path: Path, fault: tuple[str, str, str], said: str
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(spoilt(fault), "utf-8")
    before = state(published)
    address = from_environment({"BUURTSTOPLICHT_VAR": str(published)}).database_url
    with pytest.raises(ModelError) as caught:
        publish(published, address, file, lambda _: None, now=NOW)
    assert any(one.startswith(said) for one in caught.value.faults), caught.value.faults
    assert state(published) == before
