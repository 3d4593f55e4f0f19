"""Nothing leaves the gate or the desk unguarded: every function that takes a viewer asks first what it may do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.harness.prove_guards import GUARDED, guards, suite_of
from tests.harness.without_guard import ROOT, is_guard, sites

EXEMPT = {
    "data/desk/guard.py": {"need_place", "need_exact", "need_assigned", "actor"},  # the guards themselves
    "data/release_places.py": {"need"},
}


PURE = {"bool", "Viewer"}
"""A function that answers whether something may be done, or who it is done as, gives nothing away itself."""


def unguarded(tree: ast.Module) -> list[str]:
    """Name the public functions that take a viewer and neither ask a guard nor hand the viewer on."""
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and "viewer" in [argument.arg for argument in node.args.args]
        and not (node.returns is not None and ast.unparse(node.returns) in PURE)
        and not any(asks(one) for one in ast.walk(node))
    ]


def asks(node: ast.AST) -> bool:
    """Whether a part of a function asks a guard, or hands the viewer to a function that does."""
    if not isinstance(node, ast.Call):
        return False
    handed = any(isinstance(one, ast.Name) and one.id == "viewer" for one in node.args)
    return is_guard(node) or handed


@pytest.mark.parametrize("file", GUARDED, ids=lambda file: file.stem)
def test_every_function_for_a_viewer_asks_what_it_may_do(file: Path) -> None:
    name = file.relative_to(ROOT).as_posix()
    found = unguarded(ast.parse(file.read_text(encoding="utf-8")))
    assert sorted(set(found) - EXEMPT.get(name, set())) == []


def test_a_function_without_a_guard_is_noticed() -> None:
    assert unguarded(ast.parse("def open_case(desk, viewer, number):\n    return desk.records[number]")) == [
        "open_case"
    ]


def test_every_guard_has_tests_that_may_miss_it() -> None:
    assert len(guards()) > 20
    assert [place for place in guards() if not suite_of(place)] == []
    assert all(sites(ROOT / place.rpartition(":")[0]) for place in guards())
