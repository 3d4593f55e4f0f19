"""The ledgers: receipts after COMMIT, one record a form, nobody overwrites anybody, content that can go and a chain."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from data.domain.errors import ChangedMeanwhileError, RecordsDownError
from data.domain.subjects import Ledger, Subject
from data.records import events, store, tables
from data.records.events import ANY, Actor, Entry

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WHO = Actor("m-1", "corporation_case", "corporation")
SIGNAL = Entry(Subject.SIGNAL, "handed_in", {"theme": "money"}, content={"words": "Post stapelt zich op"})


def append(records: sa.Engine, *entries: Entry, key: str = "k-1", now: datetime = NOON) -> list[events.Receipt]:
    return events.append(records, entries, WHO, key=key, now=now)


def test_a_new_subject_gets_the_next_number_of_its_year(records: sa.Engine) -> None:
    numbers = [append(records, SIGNAL, key=f"k-{n}")[0].number for n in range(3)]
    assert numbers == ["S-2026-0001", "S-2026-0002", "S-2026-0003"]
    [next_year] = append(records, SIGNAL, key="later", now=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert next_year.number == "S-2027-0001"


def test_numbers_go_on_beyond_four_digits(records: sa.Engine) -> None:
    append(records, Entry(Subject.SIGNAL, "handed_in", number="S-2026-9999"), key="a")
    assert append(records, SIGNAL, key="b")[0].number == "S-2026-10000"
    assert append(records, SIGNAL, key="c")[0].number == "S-2026-10001"


def test_what_is_read_back_is_what_was_recorded_and_without_the_content(records: sa.Engine) -> None:
    [receipt] = append(records, SIGNAL)
    [event] = events.history(records, Subject.SIGNAL, receipt.number)
    assert event == events.Event(
        1, Subject.SIGNAL, "S-2026-0001", 1, "handed_in", NOON, WHO, {"theme": "money"}, content=None
    )


def test_the_same_form_twice_is_one_record(records: sa.Engine) -> None:
    first, second = append(records, SIGNAL), append(records, SIGNAL)
    assert [receipt.again for receipt in first + second] == [False, True]
    assert first[0].number == second[0].number
    assert len(events.of_subject(records, Subject.SIGNAL)) == 1


def test_who_changes_what_somebody_else_changed_is_told_and_nothing_is_stored(records: sa.Engine) -> None:
    [receipt] = append(records, SIGNAL)
    change = Entry(Subject.SIGNAL, "taken_up", number=receipt.number, seen=1)
    append(records, change, key="first")
    with pytest.raises(ChangedMeanwhileError) as caught:
        append(records, Entry(Subject.VISIT, "planned"), change, key="second")
    assert (caught.value.by, caught.value.number) == ("m-1", "S-2026-0001")
    assert events.of_subject(records, Subject.VISIT) == []
    assert [event.version for event in events.history(records, Subject.SIGNAL, receipt.number)] == [1, 2]


def test_a_line_that_overwrites_nothing_goes_in_whatever_stands_there(records: sa.Engine) -> None:
    [receipt] = append(records, SIGNAL)
    for n in range(3):
        append(records, Entry(Subject.SIGNAL, "noted", number=receipt.number, seen=ANY), key=f"note-{n}")
    assert [event.version for event in events.history(records, Subject.SIGNAL, receipt.number)] == [1, 2, 3, 4]


def test_a_new_subject_that_numbers_itself_exists_once(records: sa.Engine) -> None:
    append(records, Entry(Subject.PERSON, "added", number="jan"), key="a")
    with pytest.raises(ChangedMeanwhileError):
        append(records, Entry(Subject.PERSON, "added", number="jan"), key="b")


def test_many_writers_at_once_lose_nothing_and_get_numbers_of_their_own(records: sa.Engine) -> None:
    with ThreadPoolExecutor(6) as pool:
        receipts = list(pool.map(lambda n: append(records, SIGNAL, key=f"k-{n}")[0], range(24)))
    assert len({receipt.number for receipt in receipts}) == 24
    assert [event.event_id for event in events.of_subject(records, Subject.SIGNAL)] == list(range(1, 25))
    assert events.latest(records) == 24


def test_the_same_form_sent_by_many_at_once_is_one_record(records: sa.Engine) -> None:
    with ThreadPoolExecutor(6) as pool:
        receipts = list(pool.map(lambda _: append(records, SIGNAL)[0], range(12)))
    assert len({receipt.event_id for receipt in receipts}) == 1
    assert sum(not receipt.again for receipt in receipts) == 1


def test_opening_content_leaves_a_line_in_the_access_log_that_holds_no_content(records: sa.Engine) -> None:
    [receipt] = append(records, SIGNAL)
    [event] = events.opened(records, Subject.SIGNAL, [receipt.number], WHO, purpose="visit", now=NOON)
    assert event.content == {"words": "Post stapelt zich op"}
    [line] = events.of_subject(records, Subject.ACCESS, ledger=Ledger.ACCESS)
    assert line.facts == {"subject": "signal", "record": receipt.number, "purpose": "visit"}
    assert line.actor == WHO


def test_content_is_not_opened_without_a_purpose(records: sa.Engine) -> None:
    with pytest.raises(ValueError, match="purpose"):
        events.opened(records, Subject.SIGNAL, ["S-2026-0001"], WHO, purpose="", now=NOON)


def test_every_event_carries_the_hash_of_the_one_before(records: sa.Engine) -> None:
    append(records, SIGNAL, SIGNAL)
    append(records, SIGNAL, key="k-2", now=NOON + timedelta(hours=1))
    with store.reading(records) as connection:
        rows = connection.execute(sa.select(tables.event).order_by(tables.event.c.event_id)).mappings().all()
    assert [row["previous"] for row in rows] == ["", *(row["hash"] for row in rows[:-1])]
    assert all(row["hash"] == events.digest(row | {"at": tables.stamp(row["at"])}) for row in map(dict, rows))


@pytest.mark.parametrize(
    "statement", ["UPDATE event SET person = 'x'", "DELETE FROM event", "UPDATE content SET body = ''"]
)
def test_the_database_itself_refuses_to_change_what_was_recorded(records: sa.Engine, statement: str) -> None:
    append(records, SIGNAL)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.writing(records) as connection:
        connection.exec_driver_sql(statement)
    assert len(events.of_subject(records, Subject.SIGNAL)) == 1


def test_only_what_a_checkpoint_covers_can_be_cleared(records: sa.Engine) -> None:
    append(records, SIGNAL, SIGNAL)
    row = {"ledger": "case", "upto": 1, "hash": "h", "at": NOON}
    with store.writing(records) as connection:
        connection.execute(tables.checkpoint.insert().values(**row))
        connection.exec_driver_sql("DELETE FROM event WHERE event_id = 1")
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.writing(records) as connection:
        connection.exec_driver_sql("DELETE FROM event WHERE event_id = 2")


def test_records_that_are_away_are_said_to_be_away() -> None:
    away = store.engine("postgresql://user:secret@127.0.0.1:1/name")
    with pytest.raises(RecordsDownError) as caught:
        append(away, SIGNAL)
    assert "secret" not in str(caught.value)


def test_what_is_written_for_the_table_is_read_with_its_texts_and_without_a_line_in_the_log(records: sa.Engine) -> None:
    append(records, Entry(Subject.MEETING, "planned", content={"words": "Rondvraag"}))
    assert [event.content for event in events.told(records, Subject.MEETING)] == [{"words": "Rondvraag"}]
    assert events.of_subject(records, Subject.ACCESS, ledger=Ledger.ACCESS) == []
    append(records, SIGNAL, key="k-2")
    with pytest.raises(ValueError, match="access log"):
        events.told(records, Subject.SIGNAL)
