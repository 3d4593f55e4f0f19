"""The layer of signals: offered by role and level, unknown where it is not asked, and kept out of files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.desk import signal_release, signals
from data.desk.guard import Desk
from tests.fixtures.signal_desk import AGREED, ARREARS, MANAGER, VOLUNTEER
from tests.samples import small_town

Opened = Callable[..., AppTest]
Listed = Callable[[AppTest], dict[str, Any]]
BUILDINGS = {"niveau": "neighbourhood", "gebied": "BU99980101", "toon": "building"}


@pytest.fixture
def desk(quick_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk on the very records that the pages of this test use, with one signal of today."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'records.sqlite').as_posix()}")
    draft = replace(ARREARS, place=small_town.dwelling(small_town.FLAT, 0))
    signals.hand_in(quick_desk, VOLUNTEER, draft, AGREED, key="k", now=datetime.now(UTC))
    return quick_desk


def said(content: dict[str, Any], column: str) -> dict[str, str]:
    place = [one["label"] for one in content["columns"]].index(column)
    return {row["cells"][1][1]: row["cells"][place][1] for row in content["rows"]}


def test_what_is_open_stands_on_its_building_today_and_is_unknown_in_the_past(
    opened: Opened, listed: Listed, desk: Desk
) -> None:
    assert desk
    app = opened(role="corporation_manager", **BUILDINGS, laag="signalen")
    assert "1 signaal loopt nu" in app.title[0].value
    told = said(listed(app), "Signalen die nu lopen")
    assert told["Kade 1-20"] == "1 loopt nog"
    assert set(told.values()) == {"1 loopt nog", "geen"}
    past = opened(role="corporation_manager", **BUILDINGS, laag="signalen", periode="2026-2")
    assert set(said(listed(past), "Signalen die nu lopen").values()) == {"niet bekend"}


def test_who_shares_gets_tens_by_wijk_and_nothing_nearer(opened: Opened, listed: Listed, desk: Desk) -> None:
    assert desk
    before = opened(role="municipality_policy", toon="district", laag="signalen")
    assert set(said(listed(before), "Signalen in een jaar").values()) == {"niet bekend"}
    assert "nog geen aantallen" in before.title[0].value
    signal_release.publish(desk, MANAGER, datetime(2026, 11, 2, tzinfo=UTC))
    app = opened(role="municipality_policy", toon="district", laag="signalen")
    assert "0\N{EN DASH}4" in set(said(listed(app), "Signalen in een jaar").values())
    assert "stand van 31 okt 2026" in app.title[0].value
    near = opened(role="municipality_policy", **BUILDINGS, laag="signalen")
    assert not near.exception
    assert "Signalen" not in str([one["label"] for one in listed(near)["columns"]])
