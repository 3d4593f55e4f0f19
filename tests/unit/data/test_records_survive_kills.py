"""Short versions of the proofs of durability; `make harness` runs the long ones."""

from __future__ import annotations

from pathlib import Path

from data.records import store
from tests.harness import writers
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
