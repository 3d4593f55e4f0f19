"""Plugin of pytest that takes one guard out of the code before the tests see it; for the proof of guards."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import sys
from pathlib import Path

ASKED = "WITHOUT_GUARD"
"""Which one: file relative to the repository, a colon, and the line."""

ROOT = Path(__file__).resolve().parents[2]
GUARDS = frozenset({"need", "need_place", "need_exact", "need_assigned", "need_unit", "_need_open", "_need_own"})


def sites(file: Path) -> list[int]:
    """Give the lines on which a guard stands as a statement of its own."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return sorted(node.lineno for node in nodes if isinstance(node, ast.Expr) and is_guard(node.value))


def is_guard(node: ast.expr) -> bool:
    """Whether an expression calls a guard."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in GUARDS


def take_out(file: str, line: int) -> None:
    """Import the module of a file with one guard replaced by nothing."""
    source = (ROOT / file).read_text(encoding="utf-8")
    tree = _Without(line).visit(ast.parse(source))
    name = file.removesuffix(".py").replace("/", ".")
    parent, _, child = name.rpartition(".")
    spec = importlib.util.spec_from_file_location(name, ROOT / file)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(ast.fix_missing_locations(tree), str(ROOT / file), "exec"), module.__dict__)  # noqa: S102 - our own code
    setattr(importlib.import_module(parent), child, module)


class _Without(ast.NodeTransformer):
    def __init__(self, line: int) -> None:
        self._line = line

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        """Replace the guard."""
        gone = node.lineno == self._line and is_guard(node.value)
        return ast.copy_location(ast.Pass(), node) if gone else node


if os.environ.get(ASKED):
    _file, _, _line = os.environ[ASKED].rpartition(":")
    take_out(_file, int(_line))
