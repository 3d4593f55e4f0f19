"""Rent arrears, turnover with refusals, and reports of nuisance and support by home and period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.sources import corporation
from data.sources.corporation_figures import Imported
from data.sources.report import Report

TODAY = date(2026, 9, 10)
Write = Callable[..., Path]


def home(number: int) -> str:
    """Give the id of a made-up home."""
    return f"999901{number:010d}"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a csv of a header and rows."""

    def written(*lines: str, name: str = "levering.csv") -> Path:
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    return written


def rejected(report: Report) -> dict[str, tuple[int, tuple[str, ...]]]:
    assert report.accepted + sum(entry.rows for entry in report.rejections) == report.read
    return {entry.reason: (entry.rows, entry.examples) for entry in report.rejections}


def warned(report: Report) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {entry.reason: (entry.rows, entry.examples) for entry in report.warnings}


def figures(imported: Imported, indicator: str) -> dict[tuple[str, str], tuple[float, float]]:
    """Give numerator and denominator by the last figures of the home's id and the period's first month; NA is -1."""
    rows = imported.measurements
    rows = rows[rows["indicator_id"] == indicator].fillna({"denominator": -1})
    keys = zip(rows["unit_id"].str[-2:], rows["starts"].dt.strftime("%Y-%m"), strict=True)
    return dict(zip(keys, zip(rows["numerator"], rows["denominator"], strict=True), strict=True))


@pytest.fixture
def addresses() -> pd.DataFrame:
    """Give made-up addresses of one postcode: 7, 12 A, 12 A 1, 12 2, 14 twice (home and shop), 16 twice (homes)."""
    rows = [
        *((7, None, None, True), (12, "A", None, True), (12, "A", "1", True), (12, None, "2", True)),
        *((14, None, None, True), (14, None, None, False), (16, "B", "1", True), (16, None, "B1", True)),
        *((18, None, "b-1", True), (20, "C", None, True)),
    ]
    listed = pd.DataFrame(rows, columns=["house_number", "house_letter", "addition", "residential"])
    ids = [home(n) for n in range(1, len(rows) + 1)]
    return listed.assign(dwelling_id=ids, postcode="9999AB", house_number=listed["house_number"].astype("Int64"))


# --- arrears


def test_two_months_of_rent_or_more_is_arrears(write: Write) -> None:
    rows = [f"{home(n)};31-08-2026;{months}" for n, months in enumerate(["0", "1,9", "2", "2.5", "-1"], start=1)]
    imported = corporation.arrears(write("vbo_id;peildatum;achterstand_maanden", *rows), today=TODAY)
    assert [value for value, _ in figures(imported, "rent_arrears").values()] == [0, 0, 1, 1, 0]
    assert {base for _, base in figures(imported, "rent_arrears").values()} == {1}


def test_the_limit_is_the_corporations_to_choose(write: Write) -> None:
    file = write("vbo_id;peildatum;achterstand_maanden", f"{home(1)};31-08-2026;1")
    assert figures(corporation.arrears(file, today=TODAY, limit=1), "rent_arrears") == {("01", "2026-07"): (1, 1)}


def test_yes_and_no_do_as_well_and_months_go_first(write: Write) -> None:
    rows = [f"{home(1)};2026-08-31;;ja", f"{home(2)};2026-08-31;;nee", f"{home(3)};2026-08-31;0;ja"]
    imported = corporation.arrears(write("vbo_id;peildatum;achterstand_maanden;achterstand", *rows), today=TODAY)
    assert [value for value, _ in figures(imported, "rent_arrears").values()] == [1, 0, 0]


def test_unreadable_arrears_are_rejected_never_nought(write: Write) -> None:
    rows = [f"{home(1)};2026-08-31;veel;ja", f"{home(2)};2026-08-31;;1", f"{home(3)};2026-08-31;;", f"{home(4)};;0;"]
    file = write("vbo_id;peildatum;achterstand_maanden;achterstand", *rows, f"{home(5)};2026-09-11;0;")
    imported = corporation.arrears(file, today=TODAY)
    assert rejected(imported.reports[0]) == {
        "bad_number": (1, ("2",)),
        "bad_yes_no": (2, ("3", "4")),
        "bad_date": (1, ("5",)),
        "future_date": (1, ("6",)),
    }
    assert imported.measurements.empty


def test_of_two_reference_days_in_a_period_the_last_counts(write: Write) -> None:
    rows = [f"{home(1)};2026-08-31;3", f"{home(1)};2026-07-31;0", f"{home(1)};2026-06-30;0"]
    imported = corporation.arrears(write("vbo_id;peildatum;achterstand_maanden", *rows), today=TODAY)
    assert figures(imported, "rent_arrears") == {("01", "2026-07"): (1, 1), ("01", "2026-05"): (0, 1)}
    assert warned(imported.reports[0]) == {"superseded": (1, ("3",))}


def test_a_period_that_is_not_over_waits_for_the_next_delivery(write: Write) -> None:
    file = write("vbo_id;peildatum;achterstand_maanden", f"{home(1)};2026-09-01;0")
    assert rejected(corporation.arrears(file, today=TODAY).reports[0]) == {"unfinished_period": (1, ("2",))}


@pytest.mark.parametrize("value", ["3", "0,5"])
def test_a_list_of_arrears_alone_is_refused(write: Write, value: str) -> None:
    rows = [f"{home(n)};2026-08-31;{value}" for n in range(1, 11)]
    with pytest.raises(SourceError) as caught:
        corporation.arrears(write("vbo_id;peildatum;achterstand_maanden", *rows), today=TODAY)
    assert str(caught.value) == (
        "levering.csv: column 'achterstand': every home is in arrears; "
        "deliver all homes, with 0 or nee where nothing is owed"
    )


# --- turnover


def test_lettings_are_counted_and_refusals_are_shared_over_them(write: Write) -> None:
    rows = [f"{home(1)};2026-05-03;2", f"{home(1)};2026-06-20;1", f"{home(2)};2026-06-20;", f"{home(3)};2026-08-01;0"]
    imported = corporation.turnover(write("vbo_id;mutatiedatum;weigeringen", *rows), today=TODAY)
    assert figures(imported, "turnover") == {
        ("01", "2026-05"): (2, -1),
        ("02", "2026-05"): (1, -1),
        ("03", "2026-07"): (1, -1),
    }
    assert figures(imported, "refusals") == {("01", "2026-05"): (3, 2), ("03", "2026-07"): (0, 1)}


def test_a_period_without_lettings_between_others_is_a_true_nought(write: Write) -> None:
    file = write("vbo_id;mutatiedatum", f"{home(1)};2026-01-31", f"{home(2)};2026-08-01")
    assert figures(corporation.turnover(file, today=TODAY), "turnover") == {
        ("01", "2026-01"): (1, -1),
        ("01", "2026-03"): (0, -1),
        ("01", "2026-05"): (0, -1),
        ("02", "2026-07"): (1, -1),
    }


def test_unreadable_refusals_and_double_lettings_are_rejected(write: Write) -> None:
    rows = [f"{home(n)};2026-08-01;{value}" for n, value in enumerate(["veel", "-1", "1,5", "1000", "3"], start=1)]
    file = write(
        "vbo_id;mutatiedatum;weigeringen", *rows, rows[-1], f"{home(6)};2026-08-01;1", f"{home(6)};2026-08-01;2"
    )
    imported = corporation.turnover(file, today=TODAY, homes=frozenset(home(n) for n in range(2, 7)))
    assert rejected(imported.reports[0]) == {
        "not_in_register": (1, ("2",)),
        "bad_number": (3, ("3", "4", "5")),
        "duplicate_row": (1, ("7",)),
        "conflicting_rows": (2, ("8", "9")),
    }
    assert figures(imported, "turnover") == {("05", "2026-07"): (1, -1)}


# --- reports


@pytest.mark.parametrize(
    ("kind", "indicator"),
    [
        *(
            ("overlast", "nuisance"),
            ("Overlast", "nuisance"),
            ("OVE", "nuisance"),
            ("SIGNALERINGSOORT.OVE", "nuisance"),
        ),
        *(("Geluidsoverlast", "nuisance"), ("hulp", "support_signals"), ("ONB", "support_signals")),
        *(("Ondersteuningsbehoefte", "support_signals"), ("zorg-signaal", "support_signals")),
    ],
)
def test_kinds_by_word_and_by_vera_code(write: Write, kind: str, indicator: str) -> None:
    imported = corporation.reports(write("vbo_id;meldingsdatum;soort", f"{home(1)};2026-08-01;{kind}"), today=TODAY)
    assert figures(imported, indicator) == {("01", "2026-07"): (1, -1)}
    assert len(imported.measurements) == 1


def test_other_kinds_are_told_apart_from_unknown_ones(write: Write) -> None:
    rows = [f"{home(1)};2026-08-01;{kind}" for kind in ("AGR", "Huurschuld", "parkeren", "")]
    imported = corporation.reports(write("vbo_id;meldingsdatum;soort", *rows), today=TODAY)
    assert rejected(imported.reports[0]) == {"other_kind": (2, ("2", "3")), "unknown_kind": (2, ("4", "5"))}


def test_an_address_counts_once_a_period_however_often_it_is_reported(write: Write) -> None:
    days = ["2026-07-01", "2026-07-02", "2026-08-31", "2026-05-31"]
    rows = [f"{home(1)};{day};overlast" for day in days] + [
        f"{home(1)};2026-07-01;hulp",
        f"{home(2)};2026-07-01;overlast",
    ]
    imported = corporation.reports(write("vbo_id;meldingsdatum;soort", *rows), today=TODAY)
    assert figures(imported, "nuisance") == {
        ("01", "2026-07"): (1, -1),
        ("01", "2026-05"): (1, -1),
        ("02", "2026-07"): (1, -1),
    }
    assert figures(imported, "support_signals") == {("01", "2026-07"): (1, -1)}
    assert warned(imported.reports[0]) == {"counted_once": (2, ("3", "4"))}


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("9999AB;7;;", "01"),
        ("9999 ab;7;;", "01"),
        ("9999AB;12;A;", "02"),
        ("9999AB;12;a;1", "03"),
        ("9999AB;12;;A-1", "03"),
        ("9999AB;12A;;", "02"),
        ("9999AB;12 A-1;;", "03"),
        ("9999AB;12-2;;", "04"),
        ("9999AB;14;;", "05"),
        ("9999AB;16;B;1", "07"),
        ("9999AB;16;;B1", "08"),
        ("9999AB;18;B;1", "09"),
    ],
)
def test_a_written_address_finds_its_home(write: Write, addresses: pd.DataFrame, address: str, found: str) -> None:
    file = write("postcode;huisnummer;huisletter;toevoeging;meldingsdatum;soort", f"{address};2026-08-01;overlast")
    imported = corporation.reports(file, today=TODAY, addresses=addresses)
    assert rejected(imported.reports[0]) == {}
    assert figures(imported, "nuisance") == {(found, "2026-07"): (1, -1)}


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("9999AB;8;;", "unknown_address"),
        ("9999AC;7;;", "unknown_address"),
        ("9999AB;7;Z;", "unknown_address"),
        ("9999AB;7Z;;", "unknown_address"),
        ("9999AB;20;;", "unknown_address"),
        ("9999AB;12;;", "ambiguous_address"),
        ("9999AB;16B1;;", "ambiguous_address"),
        ("9999;7;;", "incomplete_address"),
        (";7;;", "incomplete_address"),
        ("9999AB;;;", "incomplete_address"),
        ("9999AB;zeven;;", "incomplete_address"),
    ],
)
def test_an_address_without_one_home_is_rejected(
    write: Write, addresses: pd.DataFrame, address: str, reason: str
) -> None:
    good = "9999AB;7;;;2026-08-01;overlast"
    file = write(
        "postcode;huisnummer;huisletter;toevoeging;meldingsdatum;soort", good, f"{address};2026-08-01;overlast"
    )
    imported = corporation.reports(file, today=TODAY, addresses=addresses)
    assert rejected(imported.reports[0]) == {reason: (1, ("3",))}
    assert figures(imported, "nuisance") == {("01", "2026-07"): (1, -1)}


def test_an_id_goes_before_the_address_and_both_kinds_of_rows_mix(write: Write, addresses: pd.DataFrame) -> None:
    rows = [f"{home(3)};9999AB;7;2026-08-01;overlast", ";9999AB;7;2026-08-01;hulp", "12;9999AB;7;2026-08-01;hulp"]
    file = write("vbo_id;postcode;huisnummer;meldingsdatum;soort", *rows)
    imported = corporation.reports(file, today=TODAY, addresses=addresses, homes=frozenset({home(1), home(3)}))
    assert rejected(imported.reports[0]) == {"bad_id": (1, ("4",))}
    assert figures(imported, "nuisance") == {("03", "2026-07"): (1, -1)}
    assert figures(imported, "support_signals") == {("01", "2026-07"): (1, -1)}


def test_reports_by_address_need_the_addresses(write: Write) -> None:
    file = write(
        "vbo_id;postcode;huisnummer;meldingsdatum;soort", f"{home(1)};;;2026-08-01;hulp", ";9999AB;7;2026-08-01;hulp"
    )
    with pytest.raises(SourceError) as caught:
        corporation.reports(file, today=TODAY)
    assert str(caught.value) == (
        "levering.csv: row 3: the reports are given by address, and no addresses are loaded; "
        "load the BAG first, or add vbo_id"
    )
