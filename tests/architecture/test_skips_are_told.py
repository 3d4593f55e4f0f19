"""What was not tested is said at the end with the way to get it, and fails where everything is required."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPING = """
import pytest

@pytest.mark.browser
def test_in_a_browser():
    pytest.skip("Chromium is not installed: apt-get install chromium")

@pytest.mark.parametrize("number", [1, 2])
def test_on_real_data(number):
    pytest.skip("../shared is absent")

def test_always():
    pass
"""


def _run(folder: Path, required: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_skipping.py").write_text(SKIPPING, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser\n    database\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.fixtures.skips", "-p", "no:cacheprovider", str(folder)],
        cwd=ROOT,
        env=dict(os.environ) | {"REQUIRE_BROWSER_AND_DATABASE": required},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_reason_is_told_once_with_its_number(tmp_path: Path) -> None:
    done = _run(tmp_path, "")
    assert done.returncode == 0
    assert "   2 skipped  ../shared is absent\n" in done.stdout
    assert "   1 skipped  Chromium is not installed: apt-get install chromium\n" in done.stdout
    assert "1 passed, 3 skipped" in done.stdout.splitlines()[-1]


def test_a_skipped_browser_test_fails_where_it_is_required(tmp_path: Path) -> None:
    done = _run(tmp_path, "1")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "REQUIRE_BROWSER_AND_DATABASE=1: Chromium is not installed: apt-get install chromium" in done.stdout
    assert "1 failed, 1 passed, 2 skipped" in done.stdout.splitlines()[-1]
