"""The pages over a town of two buurten, run without a browser; started from the app's own entrance."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import kept
from tests.fixtures.packed import unpacked

ENTRANCE = Path(__file__).resolve().parents[2] / "pages" / "ui" / "app.py"


@pytest.fixture
def opened(proefdam: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Open the app at an address, as a role: ``opened(role="tenants", gebied="...")``."""
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(proefdam))

    def run(*, page: str = "map", role: str = "", **address: str) -> AppTest:
        app = AppTest.from_file(str(ENTRANCE), default_timeout=60)
        if role:
            app.session_state["rol"] = role
        app.query_params.update(address)
        app.run()
        return app if page == "map" else app.switch_page(f"../{page}.py").run()

    yield run
    kept.forget()


@pytest.fixture
def sent() -> Callable[[AppTest], str]:
    """Give everything that a run sends to the screen, as one text."""
    return lambda app: html.unescape("\n".join(str(element.proto) for element in app.main if element.proto is not None))


@pytest.fixture
def listed() -> Callable[[AppTest], dict[str, Any]]:
    """Give what the list beside the map was handed."""

    def content(app: AppTest) -> dict[str, Any]:
        [found] = [element for element in app.main if element.type == "bidi_component" and element.key == "lijst"]
        told = dict(json.loads(found.proto.json))
        looks, *columns = (_rows(one, told["rows"]) for one in (told["looks"], *told["columns"]))
        cells = [
            [[cell, cell] if isinstance(cell, str) else list(cell) for cell in row]
            for row in zip(*columns, strict=True)
        ]
        names = ("state", "pale", "note", "cells")
        return told | {
            "rows": [dict(zip(names, (*look, row), strict=True)) for look, row in zip(looks, cells, strict=True)]
        }

    return content


def _rows(told: Mapping[str, Any], size: int) -> list[Any]:
    """Give what a column says in each row: without ``at`` every row has its own."""
    return [told["values"][place] for place in (unpacked(told["at"], size) if "at" in told else range(size))]
