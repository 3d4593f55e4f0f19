"""What `make run` does stands in the README for who has no make, on Linux and macOS and on Windows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _steps() -> list[str]:
    """Give the modules that `make run` runs, with their choices, such as ``data demo --unless-present``."""
    target = re.search(r"^run:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert target is not None
    return re.findall(r"\$\(BIN\)/python -m (.+)", target[1])


@pytest.mark.parametrize(("fence", "python"), [("sh", ".venv/bin/python"), ("powershell", r".venv\Scripts\python")])
def test_the_readme_holds_every_step_of_make_run(fence: str, python: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"```{fence}\n(.*?)```", readme, re.DOTALL)
    [told] = [block for block in blocks if "-m venv" in block]
    steps = _steps()
    assert len(steps) >= 4
    assert re.findall(rf"{re.escape(python)} -m ((?!pip).+)", told) == steps
