"""Files made to do harm: nothing is read that was not delivered, what is live stays live, and one sentence says why."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.contained import CLOSED, found_no_room, why_stopped
from data.domain.errors import SourceError
from data.settings import from_environment
from data.sources import admission
from data.sources.gather import Choice, gather
from data.warehouse import live
from tests.fixtures.dashboard import ROOT
from tests.samples.hostile_files import CANARY, HOSTILE, Make


@pytest.mark.parametrize(
    ("name", "make", "sentence"), HOSTILE, ids=[f"{make.__name__}-{name}" for name, make, _ in HOSTILE]
)
def test_a_hostile_file_is_refused_with_one_sentence_before_or_while_it_is_read(
    tmp_path: Path, name: str, make: Make, sentence: str
) -> None:

    path = make(tmp_path / name)
    with pytest.raises(SourceError) as refused:
        gather([path], Choice("", date(2026, 7, 1)), lambda _: None)
    assert sentence in str(refused.value)
    assert CANARY not in str(refused.value)
    assert len(refused.value.faults) == 1


def test_more_rows_than_any_delivery_has_are_refused_while_they_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MOST_ROWS", 1000)
    path = tmp_path / "meldingen.csv"
    path.write_bytes(b"x\n" * 1002)
    with pytest.raises(SourceError, match="more than 1,000 rows"):
        admission.require(path)
    path.write_bytes(b"x\n" * 999)
    admission.require(path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps a limit of memory")
@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"BUURTSTOPLICHT_IMPORT_GIGABYTES": "0.3"}, "needed more than 0.3 GB of memory"),
        ({"BUURTSTOPLICHT_IMPORT_MINUTES": "0.001"}, "took more than 0.001 minutes"),
    ],
)
def test_an_import_that_takes_too_much_is_stopped_and_what_was_live_stays_live(
    proefdam: Path, limits: dict[str, str], sentence: str
) -> None:
    before = live.live(proefdam)
    environ = os.environ | limits | {"BUURTSTOPLICHT_VAR": str(proefdam)}
    done = subprocess.run(
        [sys.executable, "-m", "data", "load", str(ROOT / "docs" / "sources" / "voorbeelden")],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2] == "Not loaded; what was live stays live."
    assert sentence in done.stderr
    assert live.live(proefdam) == before
    assert live.prepared(from_environment(environ).var) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps a limit of memory")
def test_a_child_that_uses_up_its_processor_time_is_told_apart_from_one_that_needs_too_much_memory() -> None:
    code = "from data import contained; contained.limit(1, 1 / 480)\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=120).returncode
    settings = from_environment({"BUURTSTOPLICHT_IMPORT_MINUTES": "2", "BUURTSTOPLICHT_IMPORT_GIGABYTES": "1"})
    assert why_stopped(ended, settings).startswith("it took more than 2 minutes")
    assert why_stopped(3, settings).startswith("it needed more than 1 GB of memory")


@pytest.mark.parametrize("error", [MemoryError(), duckdb.OutOfMemoryException("x"), SystemError("x"), ImportError("x")])
def test_every_way_of_finding_no_room_is_told_as_such(error: Exception) -> None:
    assert found_no_room(error)
    assert not found_no_room(duckdb.BinderException("x"))


def test_gdal_follows_no_references_in_the_child() -> None:
    code = "import pyogrio; print('OGR_VRT' in pyogrio.list_drivers())"

    told = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | CLOSED, capture_output=True, text=True, check=True, timeout=120
    )
    assert told.stdout.strip() == "False"
