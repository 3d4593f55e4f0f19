"""Agreements as a Word file: what goes out comes in again, and one wrong field keeps everything out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import streamlit as st
from docx import Document

from data.domain.access import Role
from data.domain.agreements import Agreement, Gauge, Measure, Sort, Terms, Wording
from pages.ui.agreements import document, files
from pages.ui.text import LANGUAGE_KEY
from tests.fixtures.signal_desk import demo
from tests.samples import agreement_terms

TERMS = replace(
    agreement_terms.TERMS,
    title="Minder achterstand\x01",
    wording="Samen langs de deur,\nmet de gemeente",
    budget="",
)
CLEAN = replace(TERMS, title="Minder achterstand")


def read(content: bytes) -> tuple[list[Terms], list[str]]:
    return files.found(demo(Role.MUNICIPALITY_POLICY), "afspraken.docx", content)


def written(*terms: Terms) -> bytes:
    made = {
        f"P-2026-{place:04d}": Agreement(
            f"P-2026-{place:04d}", 1, (Wording(one, datetime(2026, 1, 1, tzinfo=UTC), "m-1", "corporation"),)
        )
        for place, one in enumerate(terms, 1)
    }
    return document.document(made, [])


def changed(content: bytes, table: int = 0, **fields: str) -> bytes:
    """Give a file with other words in some fields; without its number, so that the agreement is new."""
    book = Document(io.BytesIO(content))
    for name, value in {"number": "", **fields}.items():
        wanted = [label for label, one in document._labels().items() if one == name]
        [cell] = [row.cells[1] for row in book.tables[table].rows if row.cells[0].text in wanted]
        cell.text = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_goes_out_comes_in_again_in_either_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(st.session_state, LANGUAGE_KEY, language)  # type: ignore[arg-type]
    out = changed(written(TERMS))
    monkeypatch.setitem(st.session_state, LANGUAGE_KEY, "nl")  # type: ignore[arg-type]
    assert read(out) == ([CLEAN], [])


def test_what_has_a_number_is_passed_over() -> None:
    assert read(written(TERMS, TERMS)) == ([], [])


def test_a_light_and_no_measure_come_in_again_too() -> None:
    light = replace(CLEAN, measure=Measure(Gauge.LIGHT, "", 0.0, 1.0))
    assert read(changed(written(light))) == ([light], [])
    bare = Terms(Sort.REGULAR, "Samen de hof onderhouden", parties=("tenants",))
    assert read(changed(written(bare))) == ([bare], [])


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("sort", "soms", "Soort"),
        ("parties", "corporatie, buren", "Partijen"),
        ("parties", "", "Partijen"),
        ("title", "", "Titel"),
        ("owner", "buren", "Eigenaar"),
        ("measure", "geluk", "Gemeten aan"),
        ("target", "tien", "Doel"),
        ("due", "volgend jaar", "Uiterlijk op"),
    ],
)
def test_one_wrong_field_is_named_with_its_agreement(field: str, value: str, label: str) -> None:
    out = changed(changed(written(TERMS, replace(TERMS, title="Tweede"))), 1, **{field: value})
    terms, faults = read(out)
    assert terms == [CLEAN]
    [fault] = faults
    assert label in fault
    assert ("Tweede" in fault) == (field != "title")


def test_what_is_no_file_of_agreements_is_refused_in_words() -> None:
    other, empty = io.BytesIO(), io.BytesIO()
    Document().save(other)
    with zipfile.ZipFile(empty, "w") as packed:
        packed.writestr("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    for content in (b"", b"no file at all", other.getvalue(), empty.getvalue()):
        terms, faults = read(content)
        assert (terms, len(faults)) == ([], 1)


def test_a_small_file_that_unpacks_to_a_very_large_one_is_refused() -> None:
    bomb = io.BytesIO(written(TERMS))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/media/image1.png", b"\0" * 60_000_000)
    assert len(bomb.getvalue()) < 200_000
    assert read(bomb.getvalue())[0] == []
