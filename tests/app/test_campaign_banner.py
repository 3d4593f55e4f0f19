"""A campaign that asked people to report is told wherever reports make a figure, in its own days and places only."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.domain import signal_terms

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]
CAMPAIGN = """
[[campaign]]
name = "Buurtactie {{ samen }}"
starts = 2026-05-04
ends = 2026-06-10
areas = ["BU99980101"]
"""
SAID = "Let op: van 4 mei 2026 tot en met 10 jun 2026 vroeg"


@pytest.fixture(autouse=True)
def agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the agreements as shipped, with a campaign in one buurt."""
    file = tmp_path / "waakvlam.toml"
    file.write_text(signal_terms.SHIPPED.read_text(encoding="utf-8") + CAMPAIGN, encoding="utf-8")
    monkeypatch.setenv("BUURTSTOPLICHT_WAAKVLAM", str(file))


def banners(app: AppTest) -> list[str]:
    assert not app.exception
    return [str(one.value) for one in app.info if SAID in str(one.value)]


@pytest.mark.parametrize(
    ("layer", "period", "area", "told"),
    [
        ("draaglast", "2026-3", "GM9998", 1),
        ("cijfer-nuisance", "2026-3", "BU99980101", 1),
        ("draaglast", "2026-2", "GM9998", 0),
        ("draaglast", "2026-3", "BU99980102", 0),
        ("draagkracht", "2026-3", "GM9998", 0),
    ],
)
def test_the_map_says_it_above_the_layers_of_what_reports_make(
    opened: Opened, sent: Sent, layer: str, period: str, area: str, told: int
) -> None:
    inside = {"niveau": "neighbourhood", "gebied": area} if area.startswith("BU") else {}
    app = opened(role="corporation_manager", laag=layer, periode=period, **inside)
    assert len(banners(app)) == told
    beside = period == "2026-3" and area != "BU99980102"
    assert (re.search(rf"bs-note[^>]*>{SAID}", sent(app)) is not None) == beside


def test_the_hot_spots_say_it_too(opened: Opened) -> None:
    assert len(banners(opened(page="hotspots", role="corporation_manager", toon="building"))) == 1
