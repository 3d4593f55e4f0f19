"""`python -m data verify|backup|restore|retain|person-data` as the one who keeps it running meets them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from data import __main__ as command
from data import upkeep
from data.domain.subjects import Subject
from data.records import anchors, erasure, events, store
from data.settings import from_environment
from data.warehouse import live
from data.warehouse.build import build
from tests.harness import prove_tampering as tampering
from tests.harness.prove_retention import WHO, handed_in
from tests.samples import small_town

Said = pytest.CaptureFixture[str]


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def filled(var: Path) -> sa.Engine:
    records = store.engine(f"sqlite:///{var / 'records.sqlite'}")
    store.migrate(records)
    tampering.prepared(records)
    return records


def test_whole_records_are_called_whole_and_anchored(filled: sa.Engine, var: Path, capsys: Said) -> None:
    assert command.main(["verify"]) == 0
    assert "10 events, 5 contents, 1 erased: whole" in capsys.readouterr().out
    assert anchors.read(var / "anchor.json") == anchors.taken(filled)


def test_a_tail_that_was_cut_off_is_found_by_the_anchor_of_last_time(filled: sa.Engine, capsys: Said) -> None:
    command.main(["verify"])
    tampering.changed(filled, tampering.CHANGES["the last event cut off and the head moved"])
    assert command.main(["verify"]) == 1
    assert "is not there any more" in capsys.readouterr().err
    assert command.main(["backup"]) == 1
    assert "No backup was made; the earlier ones stay." in capsys.readouterr().err


def test_a_backup_is_verified_and_restored(filled: sa.Engine, var: Path, capsys: Said) -> None:
    assert command.main(["backup"]) == 0
    [path] = (var / "backups").glob("*.sqlite")
    assert command.main(["verify", str(path)]) == 0
    handed_in(filled, tampering.NOON)
    assert command.main(["restore", str(path)]) == 1
    assert "say --replace" in capsys.readouterr().err
    assert command.main(["restore", str(path), "--replace"]) == 0
    assert events.latest(filled) == 8
    assert command.main(["verify"]) == 0


def test_the_warehouse_is_backed_up_and_goes_live_again(var: Path, capsys: Said) -> None:
    path = build(small_town.delivery(), var, lambda _: None)
    live.put_in_place(var, path)
    assert command.main(["backup", "--all"]) == 0
    path.unlink()
    assert command.main(["restore", str(var / "backups" / path.name)]) == 0
    assert live.live(var) == path
    assert "it is live" in capsys.readouterr().out


def test_what_is_due_is_told_first_and_goes_then(filled: sa.Engine, capsys: Said) -> None:
    handed_in(filled, datetime.now(UTC) - timedelta(days=300))
    assert command.main(["retain", "--dry-run"]) == 0
    assert "signal_without_follow_up: 1 records, 1 contents due" in capsys.readouterr().out
    assert erasure.contents(filled).keys() >= {9}
    assert command.main(["retain"]) == 0
    assert "signal_without_follow_up: 1 due, 1 gone" in capsys.readouterr().out
    assert 9 not in erasure.contents(filled)
    assert command.main(["verify"]) == 0


def test_what_is_kept_about_a_tenancy_is_written_to_a_file_and_deleted(
    filled: sa.Engine, tmp_path: Path, capsys: Said
) -> None:
    about = ["--by", "fg-1", "--address", "Proefstraat 2"]
    assert command.main(["person-data", "give", *about, "--to", str(tmp_path / "given.json")]) == 0
    [record] = json.loads((tmp_path / "given.json").read_text(encoding="utf-8"))
    assert record["record"] == "S-2026-0003"
    change = ["--change", "S-2026-0003", "1", "words", "Post lag er een week"]
    assert command.main(["person-data", "correct", "--by", "fg-1", *change]) == 0
    assert command.main(["person-data", "delete", *about]) == 0
    assert "delete: 1 contents of 1 records S-2026-0003" in capsys.readouterr().out
    assert "een week" not in str(erasure.contents(filled))


def test_a_delivery_of_tenancies_detaches_what_is_kept_from_homes_that_were_left(
    var: Path, tmp_path: Path, capsys: Said
) -> None:
    records = store.engine(f"sqlite:///{var / 'records.sqlite'}")
    store.migrate(records)
    for home in ("9998010000000001", "9998010000000002"):
        content = {"words": "Post", "level": "dwelling", "place": home}
        entry = events.Entry(Subject.SIGNAL, "handed_in", content=content)
        events.append(records, [entry], WHO, key=home, now=datetime(2026, 5, 1, tzinfo=UTC))
    rows = "9998010000000001;2020-01-01;2026-06-30\n9998010000000002;2020-01-01;\n"
    file = tmp_path / "huur.csv"
    file.write_text(f"vbo_id;ingangsdatum;einddatum\n{rows}", encoding="utf-8")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    assert upkeep.detach_ended([file], settings, datetime(2026, 11, 2, tzinfo=UTC).date()) == 1
    held = str(erasure.contents(records))
    assert "9998010000000001" not in held
    assert "9998010000000002" in held
    assert "1 contents detached" in capsys.readouterr().out
