"""Every setting that the product reads stands in docs/settings.md, and nothing that it does not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from data import settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
PRODUCT = DOCUMENT.split("\n## ")[1]
"""The section about the product itself; the sections after it are about Streamlit, the tests and make."""


class _Asked(Mapping[str, str]):
    """An empty environment that remembers which names were asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _read() -> set[str]:
    environment = _Asked()
    settings.from_environment(environment)
    return environment.names


def _documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", PRODUCT, re.MULTILINE))


def test_every_setting_is_documented_and_every_documented_setting_is_read() -> None:
    assert _documented() == _read()


def test_every_setting_is_named_where_it_is_kept() -> None:
    kept = settings.Settings.__doc__ or ""
    assert [name for name in _read() if f"``{name}``" not in kept] == []


def test_the_environment_is_read_at_the_entrances_only() -> None:
    entrances = {"dashboard.py", "data/__main__.py", "scoring/__main__.py", "pages/ui/live.py"}
    starting = {"data/uploads.py"}  # what Windows needs to start a child, and no setting
    code = [
        ROOT / "dashboard.py",
        *(path for name in ("data", "geo", "scoring", "pages") for path in (ROOT / name).rglob("*.py")),
    ]
    reading = {
        path.relative_to(ROOT).as_posix()
        for path in code
        if re.search(r"\bos\.(environ\b(?!`)|getenv)", path.read_text(encoding="utf-8"))
    }
    assert reading <= entrances | starting
