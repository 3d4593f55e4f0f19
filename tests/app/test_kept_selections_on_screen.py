"""A selection that was kept is there for a colleague in another session; who shares sees none of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.desk import selections
from data.desk.guard import Desk
from data.domain.areas import Level
from tests.fixtures.signal_desk import MANAGER, NOON
from tests.samples import small_town

Opened = Callable[..., AppTest]
HAVENKANT = {"niveau": "neighbourhood", "gebied": "BU99980101", "toon": "building", "keuze": small_town.FLAT}
HOSTILE = "Team {{7*7}} <b>haven</b>"


@pytest.fixture
def desk(quick_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk on the very records that the pages of this test use."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'records.sqlite').as_posix()}")
    return quick_desk


def keys(app: AppTest) -> list[str]:
    assert not app.exception
    return [str(one.key) for one in [*app.button, *app.selectbox, *app.text_input] if one.key]


def test_a_team_keeps_its_area_and_a_colleague_opens_changes_and_takes_it_away(opened: Opened, desk: Desk) -> None:
    app = opened(**HAVENKANT)
    assert "selectie_bewaard" not in keys(app)
    app.button(key="selectie_erbij").click().run()
    app.button(key="selectie_bewaar").click().run()
    assert "Niet opgeslagen: geef de selectie een naam." in [error.value for error in app.error]
    app.text_input(key="selectie_naam").set_value(HOSTILE).run()
    app.button(key="selectie_bewaar").click().run()
    assert [one.value for one in app.success] == ["Opgeslagen, nr G-2026-0001"]
    assert app.selectbox(key="selectie_bewaard").value == "G-2026-0001"

    colleague = opened(role="corporation_case", taal="en", **HAVENKANT)
    colleague.selectbox(key="selectie_bewaard").set_value("G-2026-0001").run()
    assert f"selectie_building_{small_town.FLAT}" in keys(colleague)
    assert colleague.text_input(key="selectie_naam").value == HOSTILE
    colleague.text_input(key="selectie_naam").set_value("Team kade").run()
    colleague.button(key="selectie_bewaar").click().run()
    assert selections.names(desk, MANAGER) == {"G-2026-0001": "Team kade"}

    app.run()
    assert "Een collega heeft deze selectie intussen gewijzigd." in [one.value for one in app.caption]
    app.button(key="selectie_laatste").click().run()
    app.selectbox(key="selectie_bewaard").set_value("").run()
    assert f"selectie_building_{small_town.FLAT}" not in keys(app)
    app.selectbox(key="selectie_bewaard").set_value("G-2026-0001").run()
    assert app.text_input(key="selectie_naam").value == "Team kade"
    app.button(key="selectie_verwijder").click().run()
    assert selections.names(desk, MANAGER) == {}
    assert [one.value for one in app.success] == [
        "Deze selectie staat niet meer bij de bewaarde selecties. De plekken staan hier nog."
    ]
    app.run()
    assert f"selectie_building_{small_town.FLAT}" in keys(app)
    assert {"selectie_bewaard", "selectie_verwijder"}.isdisjoint(keys(app))


def test_a_shared_role_has_no_kept_selections(opened: Opened, desk: Desk) -> None:
    places = [(Level.BUILDING, small_town.FLAT)]
    selections.keep(desk, MANAGER, "Kanarie", places, key="k", now=NOON)
    app = opened(role="tenants", **HAVENKANT)
    assert not [key for key in keys(app) if key.startswith("selectie")]
    assert "Kanarie" not in str([element.proto for element in app.main if element.proto is not None])
