"""Short versions of the proofs of durability; `make harness` runs the long ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data.records import store
from data.warehouse import live
from tests.harness import (
    prove_damage,
    prove_double_forms,
    prove_full_disk,
    prove_publishing,
    prove_restore,
    writers,
)
from tests.harness.evidence import AbsentError
from tests.harness.prove_kills import killed


def test_killed_writers_lose_nothing_that_was_confirmed(database_url: str, tmp_path: Path) -> None:
    outcome = killed(database_url, tmp_path, kills=4, writers=3)
    assert outcome.tally.clean, outcome


def test_the_tally_sees_what_is_lost_half_or_double(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'records.sqlite'}"
    killed(address, tmp_path, kills=1, writers=2)
    records = store.engine(address)
    with store.writing(records) as connection:
        connection.exec_driver_sql("DROP TRIGGER event_refuses_delete")
        connection.exec_driver_sql("DELETE FROM event WHERE event_id = 2")
    found = writers.tally(records, tmp_path)
    assert found.half > 0
    assert not found.clean
    with store.writing(records) as connection:
        connection.exec_driver_sql("DROP TRIGGER submission_refuses_delete")
        connection.exec_driver_sql("DELETE FROM submission WHERE first_event = 3")
    found = writers.tally(records, tmp_path)
    assert (found.lost, found.double > 0) == (1, True)


def test_a_form_that_many_send_at_once_is_one_record(database_url: str) -> None:
    assert prove_double_forms.doubles(database_url, forms=3) == 0


def test_on_a_full_disk_reading_goes_on_and_writing_works_once_there_is_room() -> None:
    try:
        found = prove_full_disk.apart()
    except AbsentError as reason:
        pytest.skip(str(reason))
    assert prove_full_disk.met(found), found


def test_damage_to_the_warehouse_is_never_shown_as_data(proefdam: Path, tmp_path: Path) -> None:
    counts = prove_damage.damaged(live.newest(proefdam), tmp_path, bits=4)
    assert counts["shown"] == 0
    assert counts["noticed"] >= 4


def test_a_publication_that_is_killed_leaves_what_was_live_whole(proefdam: Path, tmp_path: Path) -> None:
    var = Path(shutil.copytree(proefdam, tmp_path / "var"))
    before = prove_publishing.lights(var)
    assert before.startswith("Proefdam [(")
    prove_publishing.interrupted(var, seconds=2)
    assert prove_publishing.lights(var) == before


def test_a_backup_of_a_filled_store_brings_everything_back(database_url: str, tmp_path: Path) -> None:
    assert prove_restore.measured(database_url, tmp_path, number=500).same
