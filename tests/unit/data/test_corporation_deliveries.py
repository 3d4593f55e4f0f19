"""The corporation's deliveries as one source: recognised by their columns, put together, or refused in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.domain.indicators import Base, Kind, catalogue
from data.sources import corporation
from data.sources.corporation import Kind as Delivered
from data.sources.tables import COLUMNS

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "docs" / "sources" / "voorbeelden" / "corporatie"
TODAY = date(2026, 9, 10)


@pytest.fixture(scope="module")
def addresses() -> pd.DataFrame:
    """Give the two addresses that the example of reports names."""
    number = pd.array([12, 12], dtype="Int64")
    return pd.DataFrame(
        {
            "dwelling_id": ["9999010000000011", "9999010000000012"],
            "house_number": number,
            "house_letter": ["A", None],
            "addition": [None, "2"],
            "postcode": "9999AB",
            "residential": True,
        }
    )


@pytest.fixture(scope="module")
def examples(addresses: pd.DataFrame) -> corporation.Imported:
    """Read all examples of the documentation together."""
    return corporation.load_files(sorted(EXAMPLES.glob("*.csv")), today=TODAY, addresses=addresses)


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (["vbo_id", "complexnummer"], Delivered.HOMES),
        (["BAG-id", "Complex Nr", "Energielabel"], Delivered.HOMES),
        (["vbo_id", "complexnummer", "ingangsdatum", "einddatum"], Delivered.TENANCIES),
        (["vbo_id", "peildatum", "achterstand"], Delivered.ARREARS),
        (["vbo_id", "peildatum", "achterstand_maanden", "achterstand"], Delivered.ARREARS),
        (["vbo_id", "mutatiedatum", "weigeringen"], Delivered.TURNOVER),
        (["pand_id", "peildatum", "conditiescore"], Delivered.CONDITION),
        (["postcode", "huisnummer", "meldingsdatum", "soort"], Delivered.REPORTS),
        (["vbo_id", "peildatum"], None),
        (["vbo_id", "mutatiedatum", "meldingsdatum"], None),
        (["bu_code", "afw"], None),
        ([], None),
    ],
)
def test_a_delivery_is_recognised_by_its_columns(columns: list[str], kind: Delivered | None) -> None:
    assert corporation.recognise(columns) is kind


def test_the_examples_of_the_documentation_are_one_of_each_kind() -> None:
    assert sorted(corporation.kind_of(file) or "" for file in EXAMPLES.glob("*.csv")) == sorted(Delivered)
    assert all(file.stem == corporation.kind_of(file) for file in EXAMPLES.glob("*.csv"))


def test_the_examples_load_without_a_rejected_row_but_a_home_without_label(examples: corporation.Imported) -> None:
    assert len(examples.register) == 12
    assert [
        (r.table, r.read, r.accepted, [e.reason for e in r.rejections]) for r in examples.reports if r.rejections
    ] == [("measurements", 12, 11, ["no_label"])]


def test_every_indicator_of_the_corporation_is_fed_in_the_shape_that_its_kind_asks(
    examples: corporation.Imported,
) -> None:
    fed = {indicator.id for indicator in catalogue().values() if indicator.source == "corporation"}
    figures = examples.measurements
    assert set(figures["indicator_id"]) == fed
    assert tuple(figures) == COLUMNS["measurements"]
    for name, rows in figures.groupby("indicator_id"):
        indicator = catalogue()[str(name)]
        assert rows["denominator"].notna().eq(indicator.base is Base.OWN).all(), name
        assert rows["squares"].notna().eq(indicator.kind is Kind.MEAN).all(), name
        assert rows["numerator"].notna().all(), name
        assert rows["value"].isna().all(), name
        if indicator.kind is Kind.PROPORTION:
            assert rows["numerator"].between(0, 1).all(), name


def test_no_home_has_a_figure_twice(examples: corporation.Imported) -> None:
    assert not examples.measurements.duplicated(["indicator_id", "level", "unit_id", "starts"]).any()


def test_figures_of_homes_outside_the_register_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("vbo_id;complexnummer\n9999010000000001;1\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("vbo_id;mutatiedatum\n9999010000000002;2026-08-01\n", encoding="utf-8")
    imported = corporation.load_files([tmp_path / "b.csv", tmp_path / "a.csv"], today=TODAY)
    assert imported.measurements.empty
    assert [report.rejections[0].reason for report in imported.reports if report.rejections] == ["not_in_register"]
    assert len(corporation.load_files([tmp_path / "b.csv"], today=TODAY).measurements) == 1


def test_nothing_gives_empty_tables() -> None:
    imported = corporation.load_files([], today=TODAY)
    assert (tuple(imported.register), tuple(imported.measurements)) == (COLUMNS["register"], COLUMNS["measurements"])
    assert len(imported.register) + len(imported.measurements) + len(imported.reports) == 0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("vbo_id;mutatiedatum\n9999010000000001;2026-08-01\n", "the same figure of one period"),
        ("vbo_id;complexnummer\n9999010000000001;1\n", "the same home"),
        ("vbo_id;peildatum;conditiescore\n9999010000000001;2026-08-01;3\n", "the same home and period"),
    ],
)
def test_two_files_that_speak_of_the_same_are_refused_by_name(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "een.csv").write_text(text, encoding="utf-8")
    (tmp_path / "twee.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        corporation.load_files([tmp_path / "een.csv", tmp_path / "twee.csv"], today=TODAY)
    assert str(caught.value) == f"een.csv: holds {what} as twee.csv; deliver it in one file"


def test_files_of_other_periods_and_other_homes_go_together(tmp_path: Path) -> None:
    for month, home in (("06", 1), ("08", 2)):
        arrears = f"vbo_id;peildatum;achterstand\n9999010000000001;2026-{month}-30;nee\n"
        (tmp_path / f"achterstand_{month}.csv").write_text(arrears, encoding="utf-8")
        condition = f"vbo_id;peildatum;conditiescore\n999901000000000{home};2026-08-01;3\n"
        (tmp_path / f"conditie_{month}.csv").write_text(condition, encoding="utf-8")
    imported = corporation.load_files(sorted(tmp_path.glob("*.csv")), today=TODAY)
    assert imported.measurements["indicator_id"].value_counts().to_dict() == {"rent_arrears": 2, "condition": 2}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leeg.csv", b"", "leeg.csv: the file is empty; ask for the delivery again"),
        ("kop.csv", b"vbo_id;mutatiedatum\n", "kop.csv: the file has a header but no rows; ask for the delivery again"),
        ("brief.docx", b"x", "brief.docx: files of kind '.docx' can't be read; deliver .csv, .txt, .xlsx"),
        (
            "dubbel.csv",
            b"vbo_id;mutatiedatum;BAG_ID\n1;2;3\n",
            "dubbel.csv: row 1: the columns ['vbo_id', 'bag_id'] mean the same (vbo_id); leave one of them",
        ),
        (
            "kolommen.csv",
            b"vbo_id;mutatiedatum\n9999010000000001;2026-08-01;x\n",
            "kolommen.csv: row 2: 3 cells under 2 columns; a separator too many, or quotes missing",
        ),
        (
            "zonder.csv",
            b"mutatiedatum;123456782\n2026-08-01;x\n",
            (
                "zonder.csv: the delivery 'mutaties' lacks the columns ['vbo_id']; "
                "it has ['(no column name)', 'mutatiedatum']"
            ),
        ),
        (
            "anders.csv",
            b"bu_code;afw\nBU99990101;0,1\n",
            (
                "anders.csv: row 1: the columns do not say which delivery this is; "
                "name them as docs/sources/corporatie.md does"
            ),
        ),
        (
            "persoon.csv",
            b"vbo_id;mutatiedatum;nationaliteit\n9999010000000001;2026-08-01;x\n",
            (
                "persoon.csv: row 1: these columns may not be delivered: 'nationaliteit' (nationality); "
                "remove them and save again; nothing was stored"
            ),
        ),
    ],
)
def test_a_file_that_cannot_be_used_gives_one_clear_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError) as caught:
        corporation.load(tmp_path / name, today=TODAY)
    assert str(caught.value) == sentence


def test_a_text_that_calls_itself_a_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "woningen.xlsx").write_text("vbo_id;complexnummer\n", encoding="utf-8")
    with pytest.raises(
        SourceError, match=r"^woningen\.xlsx: the workbook can't be opened \(.*\); save it again as xlsx$"
    ):
        corporation.load(tmp_path / "woningen.xlsx", today=TODAY)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        corporation.load(tmp_path / "weg.csv", today=TODAY)
    assert str(caught.value) == f"weg.csv: there is no such file in {tmp_path}; check the name"


def test_every_example_reads_the_same_as_a_workbook(tmp_path: Path, addresses: pd.DataFrame) -> None:
    for file in sorted(EXAMPLES.glob("*.csv")):
        book = openpyxl.Workbook()
        for line in file.read_text(encoding="utf-8").splitlines():
            book.active.append(line.split(";"))
        book.save(tmp_path / f"{file.stem}.xlsx")
        plain, filed = (
            corporation.load(path, today=TODAY, addresses=addresses) for path in (file, tmp_path / f"{file.stem}.xlsx")
        )
        pd.testing.assert_frame_equal(plain.measurements, filed.measurements)
        pd.testing.assert_frame_equal(plain.register, filed.register)


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.csv")), ids=lambda file: file.stem)
def test_a_file_of_which_no_row_can_be_used_is_accounted_for(
    tmp_path: Path, addresses: pd.DataFrame, file: Path
) -> None:
    header, *rows = file.read_text(encoding="utf-8").splitlines()
    spoilt = [";".join("?" for _ in header.split(";"))] * len(rows)
    (tmp_path / file.name).write_text("\n".join([header, *spoilt]), encoding="utf-8")
    imported = corporation.load(tmp_path / file.name, today=TODAY, addresses=addresses)
    assert len(imported.register) + len(imported.measurements) == 0
    assert (imported.reports[0].read, imported.reports[0].accepted) == (len(rows), 0)
