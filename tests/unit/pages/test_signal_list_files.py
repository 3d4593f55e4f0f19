"""Lists of signals as files: what goes out comes in again, in every form, and harms no spreadsheet."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook

from data import uploads
from data.desk import signal_acts, signal_exchange
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.domain.areas import Level
from data.domain.signal_lists import COLUMNS, ListRefusedError
from data.domain.signals import KINDS
from data.records import signals as kept
from data.records import store as records_store
from data.uploads import Kind
from pages.ui.signals import list_files
from pages.ui.text import catalogue
from tests.fixtures.signal_desk import AGREED, ARREARS, NOON, WORKER, handed_in
from tests.samples import small_town

LATER = NOON + timedelta(days=1)


@pytest.fixture
def other(quick_desk: Desk) -> Desk:
    """Desk of another office over the same town, with records of its own."""
    engine: sa.Engine = records_store.engine("sqlite:///" + str(quick_desk.records.url.database) + ".other")
    records_store.migrate(engine)
    return Desk(engine, quick_desk.store)


def filled(desk: Desk) -> list[dict[str, str]]:
    """Give a list with every kind, with a home, a building and words that a spreadsheet would run."""
    for place, kind in enumerate(KINDS):
        draft = replace(ARREARS, place=small_town.dwelling(small_town.FLAT, place), kind=kind, words=f"=1+{place}; ja")
        handed_in(desk, draft, key=kind, now=NOON - timedelta(days=place))
    handed_in(
        desk, replace(ARREARS, level=Level.BUILDING, place=small_town.FLAT, source="resident", consent=True), key="b"
    )
    return signal_exchange.lines(desk, WORKER, NOON)


@pytest.mark.parametrize("ending", list(list_files.FORMS))
def test_what_goes_out_comes_in_again_elsewhere_and_is_known_here(quick_desk: Desk, other: Desk, ending: str) -> None:
    out = filled(quick_desk)
    content = list_files.FORMS[ending][0](out)
    done = signal_exchange.take_in_file(other, WORKER, f"lijst.{ending}", content, AGREED, LATER)
    assert (len(done.numbers), done.known, done.over) == (len(KINDS) + 1, 0, 0)
    rows = uploads.read(Kind.SIGNALS, f"lijst.{ending}", content)
    again = signal_exchange.lines(other, WORKER, LATER)
    without = [{name: text for name, text in one.items() if name != "nummer"} for one in out]
    assert [{name: text for name, text in one.items() if name != "nummer"} for one in again] == without
    for desk in (quick_desk, other):
        before = len(kept.cases(desk.records))
        assert signal_exchange.take_in(desk, WORKER, rows, AGREED, LATER).known == len(rows)
        assert len(kept.cases(desk.records)) == before


def test_no_cell_of_a_file_acts_in_a_spreadsheet(quick_desk: Desk) -> None:
    out = filled(quick_desk)
    lines = list_files.text(out).decode("utf-8-sig").splitlines()
    assert lines[0] == ";".join(COLUMNS)
    assert ';"\'=1+0; ja";' in next(line for line in lines if "=1+0" in line)
    sheet = load_workbook(io.BytesIO(list_files.spreadsheet(out))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.value.startswith(("=", "+", "-", "@"))] == []


def test_a_vera_list_says_kind_state_and_place_as_vera_does(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    [one] = json.loads(list_files.vera(signal_exchange.lines(quick_desk, WORKER, NOON)))
    assert one["soort"] == {"code": "SCH", "naam": "Huurschuld"}
    assert one["detailSoort"] == {"code": "BET", "naam": "Betalingsachterstand"}
    assert one["status"] == {"code": "ACT", "naam": "Actief"}
    assert one["begindatum"] == "2026-11-02T00:00:00+01:00"
    assert one["adres"] == f"urn:bag:verblijfsobject:{ARREARS.place}"
    signal_acts.dismiss(quick_desk, WORKER, Form(number, 1, "d", NOON), "nothing_found")
    [done] = json.loads(list_files.vera(signal_exchange.lines(quick_desk, WORKER, NOON)))
    assert done["status"]["code"] == "VER"


def test_every_fault_has_a_sentence_in_both_languages() -> None:
    reasons = {
        "leeg",
        "te_groot",
        "gestopt",
        "soort_bestand",
        "onleesbaar",
        "kolom",
        "persoon",
        "nummer_dubbel",
        "nummer_ander",
    }
    reasons |= {"datum", "soort", "haast", "van_wie", "adres", "status"}
    reasons |= {
        "adres_onbekend",
        "adres_meer",
        "datum_toekomst",
        "toestemming",
        "bsn",
        "iban",
        "telefoon",
        "email",
        "te_lang",
    }
    for language in ("nl", "en"):
        assert {f"signalenlijst_fout.{reason}" for reason in reasons} <= set(catalogue(language))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("lijst.csv", b"", "leeg"),
        ("lijst.docx", b"PK\x03\x04", "soort_bestand"),
        ("lijst.xlsx", b"<html>", "onleesbaar"),
        ("lijst.json", b"{", "onleesbaar"),
        ("lijst.json", b"[1, 2]", "onleesbaar"),
        ("lijst.csv", b"datum;adres\n2026-01-01;Kade 1\n", "kolom"),
        ("lijst.csv", b"datum;adres;thema;naam\n2026-01-01;Kade 1;zorg;Jansen\n", "persoon"),
        ("lijst.json", b'[{"begindatum": "2026-01-01", "relatie": {"bsn": "1"}}]', "persoon"),
        ("lijst.csv", b"datum;adres;thema\n" + b"2026-01-01;Kade 1;zorg\n" * 1001, "te_groot"),
        ("lijst.json", json.dumps([{"begindatum": "2026-01-01"}] * 1001).encode(), "te_groot"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(ListRefusedError) as refused:
        uploads.read(Kind.SIGNALS, name, content)
    assert [fault.reason for fault in refused.value.faults] == [reason]
