"""The layers of the code, as contracts in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"


def test_no_import_breaks_a_layer() -> None:
    done = subprocess.run([sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Contracts: 0" not in done.stdout


def test_only_the_entrance_and_the_pages_know_streamlit() -> None:
    code = [*ROOT.glob("*.py"), *(path for name in ("data", "geo", "scoring") for path in (ROOT / name).rglob("*.py"))]
    knowing = [path.name for path in code if "import streamlit" in path.read_text(encoding="utf-8")]
    assert knowing == ["dashboard.py"]


def test_every_package_says_what_it_is_in_one_sentence() -> None:
    for package in ("data", "geo", "scoring", "pages"):
        for path in (ROOT / package).rglob("__init__.py"):
            text = path.read_text(encoding="utf-8").strip()
            assert text.startswith('"""'), path
            assert text.endswith('."""'), path
            assert "\n" not in text, path


def test_nothing_is_called_after_having_no_subject() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    named = [path for name in ("data", "geo", "scoring", "pages", "tests") for path in (ROOT / name).rglob("*")]
    assert [path for path in named if path.stem in vague] == []
