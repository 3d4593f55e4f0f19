"""The short version of the proof that no text runs: some hostile names in the small town, on every kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fixtures.dashboard import environment, serving
from tests.harness.hostile_town import Planted, plant
from tests.harness.hostile_visit import Seen
from tests.harness.prove_injection import STRINGS, controls, walked
from tests.samples import small_town

pytestmark = pytest.mark.browser

FEW = (STRINGS[6], STRINGS[3], STRINGS[25], STRINGS[27])
"""A script behind the end of one, a template, a picture in Markdown and a formula."""

CODES = {"root": "GM9998", "district": "WK999801", "neighbourhood": "BU99980101"}


@pytest.fixture(scope="module")
def seen(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Look everywhere once."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "var").mkdir()
    model = Path(small_town.__file__).with_name("models") / "small-1.toml"
    planted: Planted = plant(folder / "var", small_town.delivery(), model, FEW)
    assert planted.refused == 0
    with serving(environment(folder / "var"), folder / "log") as address:
        found, files = walked(browser, address, planted, CODES, FEW, folder)
        assert files >= 12
        yield found


def test_nothing_of_a_name_or_of_what_people_wrote_runs(seen: Seen) -> None:
    assert seen.hits == []


def test_the_texts_stood_on_every_surface_as_text(seen: Seen) -> None:
    assert [surface for surface, texts in seen.shown.items() if not texts] == []
    assert len(seen.shown) >= 15


def test_each_of_them_runs_where_it_is_not_made_harmless(browser: Browser) -> None:
    assert controls(browser, FEW) == 4
    assert controls(browser, ("Dorpsstraat", "Markt & Poort (oud)", "nul\x00 en \x1b")) == 0
