"""A release that is made while the dashboard runs shows at the next run, and nothing has to be opened again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import release
from data.domain.access import Role, Viewer
from pages.ui import live, reads

Opened = Callable[..., AppTest]


def test_the_page_goes_on_after_a_meeting_has_released(
    opened: Opened, proefdam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(proefdam, tmp_path / "var")
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path / "var"))
    app = opened(role="projector")
    before = live.named()
    store = reads.desk().store
    made = release.freeze(store, Viewer(Role.CORPORATION_MANAGER, frozenset({"GM9998"})), "O-1", datetime.now(UTC))
    assert live.named() == f"{before.partition(' ')[0]} {made.release_id}"
    app.run()
    assert not app.exception
    assert not app.error
    assert reads.desk().store is store
