"""Interface text: the same keys in both languages, every key that is used exists, and none is left over."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from data.domain.access import Role
from data.domain.areas import Level
from data.domain.indicators import catalogue as indicators
from data.domain.lights import State
from pages.ui.text import LANGUAGES, LOCALE, catalogue

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(file for file in (ROOT / "pages").rglob("*.py") if file.name != "text.py")
IMPORTERS = sorted((ROOT / "data" / "sources").rglob("*.py"))
LOOK_UP = {"t": ("",), "known": ("",), "counted": (".een", ".meer")}
"""Functions that look a text up, with what they put behind the key."""

FROM_DATA = ("reden.", "bron.", "tabel.")
"""Texts whose keys come with the data: they stand ready though no page names them."""


def used() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Give every key that the pages look up, as a pattern: what is filled in at run time matches anything."""
    for file in PAGES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LOOK_UP and node.args:
                for key in patterns(node.args[0]):
                    for end in LOOK_UP[node.func.id]:
                        yield f"{file.name}:{node.lineno}", re.compile(key + re.escape(end))


def patterns(key: ast.expr) -> list[str]:
    if isinstance(key, ast.IfExp):
        return patterns(key.body) + patterns(key.orelse)
    if isinstance(key, ast.Constant):
        return [re.escape(str(key.value))]
    if isinstance(key, ast.JoinedStr):
        parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"[a-z0-9_-]+" for part in key.values]
        return ["".join(parts)]
    return []


def test_both_languages_have_the_same_keys() -> None:
    assert LANGUAGES == ("nl", "en")
    assert catalogue("nl").keys() == catalogue("en").keys()
    assert {folder.name for folder in LOCALE.iterdir()} == set(LANGUAGES)


def test_no_key_stands_in_two_files() -> None:
    for language in LANGUAGES:
        sections = [
            name for file in (LOCALE / language).glob("*.toml") for name in tomllib.loads(file.read_text("utf-8"))
        ]
        assert sorted(set(sections)) == sorted(sections)


def test_a_file_of_one_language_has_the_same_sections_as_that_of_the_other() -> None:
    def sections(language: str) -> dict[str, list[str]]:
        files = sorted((LOCALE / language).glob("*.toml"))
        return {file.name: sorted(tomllib.loads(file.read_text("utf-8"))) for file in files}

    assert sections("nl") == sections("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert [key for key, text in catalogue(language).items() if not text.strip()] == []


def test_both_languages_fill_in_the_same_values() -> None:
    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    differing = [key for key, text in catalogue("nl").items() if values(text) != values(catalogue("en")[key])]
    assert differing == []


def test_every_key_that_is_looked_up_exists() -> None:
    keys = list(catalogue("nl"))
    found = list(used())
    assert len(found) > 50
    assert [f"{where} {key.pattern}" for where, key in found if not any(map(key.fullmatch, keys))] == []


def test_no_text_is_left_over() -> None:
    looked_up = [key for _, key in used()]
    left = [key for key in catalogue("nl") if not any(pattern.fullmatch(key) for pattern in looked_up)]
    assert [key for key in left if not key.startswith(FROM_DATA)] == []


def test_every_choice_of_the_vocabulary_has_its_words() -> None:
    keys = catalogue("nl")
    wanted = [f"rol.{role}" for role in Role] + [f"stoplicht.{state}" for state in State]
    wanted += [f"{form}.{level}" for form in ("niveau", "niveaus") for level in Level]
    wanted += [f"aantal.{state}" for state in State] + [f"bron.{one.source}" for one in indicators().values()]
    assert [key for key in wanted if key not in keys] == []


def test_every_reason_that_an_importer_gives_has_its_words() -> None:
    given = {
        argument.value
        for file in IMPORTERS
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("reject", "warn")
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert len(given) > 20
    assert sorted(reason for reason in given if f"reden.{reason}" not in catalogue("nl")) == []


def test_every_reason_for_refusing_a_record_has_its_words() -> None:
    given = {
        str(node.args[0].value)
        for file in (ROOT / "data").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RefusedError"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert sorted(reason for reason in given if f"weigering.{reason}" not in catalogue("nl")) == []
