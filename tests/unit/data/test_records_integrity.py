"""Whatever is changed behind the back of the records is found, and what is whole is called whole."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from data.domain.errors import RecordsDamagedError
from data.domain.subjects import Ledger, Subject
from data.records import anchors, events, integrity, store
from data.records.events import Entry
from tests.harness import prove_tampering as tampering


def test_every_change_behind_our_back_is_found(records: sa.Engine) -> None:
    anchor = tampering.prepared(records)
    assert integrity.check(records, anchor).faults == ()
    assert tampering.unnoticed(records, anchor) == []
    assert integrity.check(records, anchor).faults == ()


def test_flipped_bits_of_a_file_are_found(tmp_path: Path) -> None:
    noticed, silent = tampering.flipped(tmp_path, 8)
    assert noticed > 0
    assert silent == 0


def test_what_was_added_since_an_anchor_is_no_fault(records: sa.Engine) -> None:
    anchor = tampering.prepared(records)
    events.append(records, [Entry(Subject.SIGNAL, "handed_in")], tampering.WHO, key="later", now=tampering.NOON)
    found = integrity.check(records, anchor)
    assert found.faults == ()
    assert (found.events, found.contents, found.erased) == (11, 5, 1)


def test_an_anchor_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(records)
    anchor = tampering.prepared(records)
    anchors.write(tmp_path / "anchor.json", anchor)
    assert anchors.read(tmp_path / "anchor.json") == anchor
    assert anchors.read(tmp_path / "absent.json") is None
    assert len(anchor.erased) == 1


@pytest.mark.parametrize("name", ["a fact", "the words"])
def test_what_was_changed_is_never_given_out_as_data(name: str, records: sa.Engine) -> None:
    tampering.prepared(records)
    tampering.changed(records, tampering.CHANGES[name])
    with pytest.raises(RecordsDamagedError):
        events.opened(records, Subject.SIGNAL, ["S-2026-0002"], tampering.WHO, purpose="visit", now=tampering.NOON)
    assert events.latest(records, Ledger.ACCESS) == 2


def test_nothing_is_built_on_a_ledger_that_does_not_end_where_it_says(records: sa.Engine) -> None:
    tampering.prepared(records)
    tampering.changed(records, tampering.CHANGES["the last events cut off"])
    with pytest.raises(RecordsDamagedError, match="does not end"):
        events.append(records, [Entry(Subject.SIGNAL, "handed_in")], tampering.WHO, key="x", now=tampering.NOON)


def test_an_unreadable_store_is_a_fault_and_not_an_error(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    file.write_bytes(b"not a database at all" * 500)
    [fault] = integrity.check(sa.create_engine(f"sqlite:///{file}")).faults
    assert "not a database" in fault
