"""Every guard of the gate and the desk is missed when it is taken out: the tests of access then fail.

For each place where a guard stands the tests of access run once without it (`tests.harness.without_guard`).
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.harness.evidence import Evidence
from tests.harness.without_guard import ASKED, ROOT, sites

GUARDED = (*sorted((ROOT / "data").glob("release*.py")), *sorted((ROOT / "data" / "desk").glob("*.py")))
PATIENCE = 1800
FAILED = 1
"""Exit status of pytest when a test failed; anything else is no detection."""


def run() -> Evidence:
    """Take every guard out in turn."""
    places = guards()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        missed = [place for place, noticed in zip(places, pool.map(detected, places), strict=True) if not noticed]
    figure = f"{len(places)} guards removed, {len(places) - len(missed)} detected"
    if missed:
        figure += f" (not: {', '.join(missed)})"
    return Evidence(figure, {"removed": len(places), "detected": len(places) - len(missed)}, met=not missed)


def guards() -> list[str]:
    """Give every place where a guard stands, as ``file:line``."""
    return [f"{file.relative_to(ROOT).as_posix()}:{line}" for file in GUARDED for line in sites(file)]


def detected(place: str) -> bool:
    """Whether a test of access fails without this guard; those that name what it guards are asked first."""
    files = suite_of(place)
    likely = [test for path in files for test in naming(path, guarded(place))]
    return (bool(likely) and _fails(place, likely)) or _fails(place, [str(path) for path in files])


def guarded(place: str) -> str:
    """Give the name of the function in which a guard stands."""
    file, _, line = place.rpartition(":")
    nodes = ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8")))
    around = [
        one for one in nodes if isinstance(one, ast.FunctionDef) and one.lineno <= int(line) <= (one.end_lineno or 0)
    ]
    return max(around, key=lambda one: one.lineno).name


def naming(path: Path, name: str) -> list[str]:
    """Give the tests of a file that name something, themselves or by a table of the file that does."""
    text = path.read_text(encoding="utf-8")
    body = ast.parse(text).body
    tables = {
        target.id
        for one in body
        if isinstance(one, ast.Assign | ast.AnnAssign) and _says(one, {name})
        for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
        if isinstance(target, ast.Name)
    }
    tests = [one for one in body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")]
    return [f"{path}::{one.name}" for one in tests if _says(one, {name, *tables})]


def _says(node: ast.AST, names: set[str]) -> bool:
    """Whether a piece of code names one of these: by itself, of a module, or as the key of a table."""
    found = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    found |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    found |= {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return bool(names & found)


def _fails(place: str, tests: list[str]) -> bool:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "tests.harness.without_guard",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, "-m", "not database", *tests],
        cwd=ROOT,
        env=os.environ | {ASKED: place},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return done.returncode == FAILED


def suite_of(place: str) -> list[Path]:
    """Give the tests that may notice: those that name the module of the guard, or else all of its layer."""
    module = place.rpartition(":")[0].removesuffix(".py").replace("/", ".")
    package, _, name = module.rpartition(".")
    wanted = (f"from {module} import", f"from {package} import", f"{name}.")
    files = sorted((ROOT / "tests" / "unit" / "data").glob("test_*.py"))
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    own = [path for path, text in texts.items() if wanted[0] in text or (wanted[1] in text and wanted[2] in text)]
    return own or [path for path, text in texts.items() if wanted[1] in text]
