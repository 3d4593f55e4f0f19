"""Which warehouse file is live: one small file names it and is replaced atomically."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from data.domain.errors import WarehouseError
from data.duck import DatabaseError, connect
from data.warehouse import statements

LAYOUT = 4
"""Version of the tables; raised with every change to ``sql/schema``. A warehouse of another version is built anew."""

KEPT = 3
"""How many earlier warehouses stay for a rollback."""


def live(var: Path) -> Path | None:
    """Give the live warehouse, or None when nothing has been published yet."""
    return _named(var, "current")


def prepared(var: Path) -> Path | None:
    """Give the newest warehouse that was built but has no lights yet, or None."""
    return _named(var, "prepared")


def newest(var: Path) -> Path:
    """Give the warehouse to publish lights for: the prepared one, otherwise the live one.

    Raises
    ------
    WarehouseError
        Nothing was imported yet, or by another version of the product.
    """
    path = prepared(var) or live(var)
    if path is None:
        message = f"{var} holds no warehouse; run `python -m data demo` or `python -m data load FOLDER` first"
        raise WarehouseError(message)
    return require_readable(path)


def readable(path: Path) -> bool:
    """Whether a warehouse has the tables of this version; raises WarehouseError when it can't be opened."""
    connection = connect(path, read_only=True)
    try:
        return bool((statements.read(connection, "layout")["layout"] == LAYOUT).all())
    except DatabaseError:
        return False
    finally:
        connection.close()


def require_readable(path: Path) -> Path:
    """Give the path back, or raise WarehouseError saying that the import must be repeated."""
    if not readable(path):
        message = f"{path.name} was built by another version of the product; load the sources again (docs/sources)"
        raise WarehouseError(message)
    return path


def fresh(var: Path) -> Path:
    """Give a new file name beside the live one; it sorts by time and no two processes get the same."""
    var.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return var / f"warehouse-{stamp}-{secrets.token_hex(3)}.duckdb"


def prepare(var: Path, path: Path) -> None:
    """Name a built warehouse as the next to publish."""
    _point(var, "prepared", path)


def put_in_place(var: Path, path: Path) -> None:
    """Make a warehouse live by one atomic rename, and forget the prepared one and the oldest files."""
    _point(var, "current", path)
    (var / "prepared").unlink(missing_ok=True)
    _prune(var, path)


def _named(var: Path, pointer: str) -> Path | None:
    try:
        name = (var / pointer).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    path = var / Path(name).name
    return path if name and path.is_file() else None


def _point(var: Path, pointer: str, path: Path) -> None:
    draft = var / f"{pointer}.{secrets.token_hex(3)}"
    draft.write_text(path.name + "\n", encoding="utf-8")
    with draft.open("rb") as handle:
        os.fsync(handle.fileno())
    draft.replace(var / pointer)


def _prune(var: Path, current: Path) -> None:
    older = sorted(path for path in var.glob("warehouse-*.duckdb") if path.name < current.name)
    for path in older[:-KEPT]:
        path.unlink(missing_ok=True)
