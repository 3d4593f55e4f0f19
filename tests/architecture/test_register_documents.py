"""The page for the privacy officer and the register say what the configuration says, all of it in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data import __main__ as command
from data import register
from data.domain.access import MATRIX
from data.domain.indicators import catalogue
from data.records import retention
from data.settings import RETENTION

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "privacy.md"
RULES = retention.load(RETENTION)


def test_the_tables_of_the_page_for_the_privacy_officer_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = register.parts(catalogue(), RULES)
    assert all(f"<!-- register: {name} -->" in text for name in made)
    assert register.filled(text, made) == text, "renew it: python -m data register --docs docs/privacy.md"


def test_another_term_gives_another_page() -> None:
    longer = replace(RULES, log_months=36)
    assert (
        register.filled(PAGE.read_text(encoding="utf-8"), register.parts(catalogue(), longer)).count("36 maanden") == 1
    )


@pytest.mark.parametrize("model", sorted((ROOT / "scoring" / "models").glob("*.toml")), ids=lambda path: path.stem)
def test_the_register_names_every_indicator_role_and_rule_of_what_is_live(model: Path) -> None:
    text = register.document(model.read_text(encoding="utf-8"), catalogue(), RULES)
    assert f"model {model.stem}" in text
    assert "$" not in text
    assert all(f"| {register.WORDS['rollen'][role.value]} |" in text for role in MATRIX)
    assert text.count(" maanden na de laatste handeling |") == len(RULES.rules)


def test_the_command_prints_the_register_of_the_live_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert command.main(["register"]) == 0
    assert "Buurtstoplicht, model corporation-1" in capsys.readouterr().out
