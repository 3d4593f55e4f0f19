"""The shape of a page file: small, guarded, no other top-level action, and no road to the data but the reads."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(file for file in (ROOT / "pages").glob("*.py") if file.name != "__init__.py")
PARTS = sorted((ROOT / "pages" / "ui").rglob("*.py"))
LIMIT = 80


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(file: Path) -> set[str]:
    """Give every module that a file imports, with the names taken from it."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_there_are_pages() -> None:
    assert {file.stem for file in PAGES} >= {"start", "map", "method"}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_is_at_most_eighty_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_ends_in_its_guard_and_does_nothing_else_by_itself(file: Path) -> None:
    *before, last = tree(file).body
    assert ast.unparse(last).startswith("guarded(page, needs=Permission.")
    quiet = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign, ast.AnnAssign)
    acting = [node for node in before if not isinstance(node, quiet) and not is_text(node)]
    assert acting == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_takes_the_viewer(file: Path) -> None:
    [page] = [node for node in tree(file).body if isinstance(node, ast.FunctionDef) and node.name == "page"]
    assert [argument.arg for argument in page.args.args] == ["viewer"]


def test_pages_never_import_each_other() -> None:
    names = {f"pages.{file.stem}" for file in PAGES}
    assert {file.name: sorted(imported(file) & names) for file in [*PAGES, *PARTS] if imported(file) & names} == {}


def test_only_the_reads_and_writes_ask_the_gate_and_the_desk() -> None:
    asking = {file.name for file in [*PAGES, *PARTS] if {"data", "data.release"} <= imported(file)}
    asking |= {file.name for file in [*PAGES, *PARTS] if any(is_question(name) for name in imported(file))}
    asking |= {file.name for file in [*PAGES, *PARTS] if any(name.startswith("data.desk") for name in imported(file))}
    assert "reads.py" in asking
    assert asking <= {"reads.py", "writes.py", "live.py"}  # the last only opens the store


def test_no_page_reaches_past_the_gate_and_the_desk() -> None:
    past = ("data.records", "data.warehouse", "data.sources", "data.duck")
    reaching = {file.name for file in [*PAGES, *PARTS] if any(name.startswith(past) for name in imported(file))}
    assert reaching == set()


def test_only_the_reads_keep_answers_for_all_sessions() -> None:
    keeping = {file.name for file in [*PAGES, *PARTS] if "cachetools" in imported(file)}
    keeping |= {file.name for file in [*PAGES, *PARTS] if "st.cache_" in file.read_text(encoding="utf-8")}
    assert keeping == {"reads.py", "live.py", "kept.py"}
    asked = {file.name for file in [*PAGES, *PARTS] if "pages.ui.kept.kept" in imported(file)}
    assert asked == {"reads.py"}


def test_what_is_kept_goes_through_the_gate_for_a_viewer() -> None:
    files = [file for file in PARTS if file.name == "reads.py"]
    kept = [node for file in files for node in tree(file).body if is_kept(node)]
    assert len(kept) > 20
    for function in kept:
        assert isinstance(function, ast.FunctionDef)
        [store, viewer] = [(one.arg, ast.unparse(one.annotation or one)) for one in function.args.args[:2]]
        assert store in {("store", "Store"), ("_", "Store")}, function.name
        assert viewer == ("viewer", "Viewer"), function.name


def is_kept(node: ast.stmt) -> bool:
    """Whether a node is a function whose answers are kept."""
    return isinstance(node, ast.FunctionDef) and any("kept(" in ast.unparse(one) for one in node.decorator_list)


def is_question(name: str) -> bool:
    """Whether a name is a function of the gate, and not one of its records."""
    return name.startswith("data.release") and "." in name[5:] and not name.rpartition(".")[2][0].isupper()


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
