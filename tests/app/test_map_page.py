"""The map page: what is seen, how one goes down and up, in both languages and for every role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.domain.access import MATRIX, Role
from pages.ui import area_map, unit_list
from tests.samples import small_town

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]
Listed = Callable[[AppTest], dict[str, Any]]

HAVENKANT = {"niveau": "neighbourhood", "gebied": "BU99980101"}
FLAT = HAVENKANT | {"toon": "building", "keuze": small_town.FLAT}
HOMES = {"niveau": "building", "gebied": small_town.FLAT}
WORDS = {
    "nl": ("Gebouwen in Havenkant, mei\N{EN DASH}jun 2026: ", ["rood", "oranje", "groen", "onbekend", "afgeschermd"]),
    "en": ("Buildings in Havenkant, May\N{EN DASH}Jun 2026: ", ["red", "amber", "green", "unknown", "withheld"]),
}
STATES = ["red", "amber", "green", "grey", "withheld"]
NO_HOMES = [role for role in Role if not MATRIX[role].dwellings]


def title(app: AppTest) -> str:
    assert not app.exception
    [found] = app.title
    return str(found.value)


def test_the_address_without_anything_shows_the_whole_place(opened: Opened) -> None:
    assert title(opened()).startswith("Wijken in Proefdam, mei\N{EN DASH}jun 2026: ")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_title_says_in_one_sentence_what_the_list_holds(opened: Opened, listed: Listed, language: str) -> None:
    app = opened(taal=language, **HAVENKANT, toon="building")
    begin, names = WORDS[language]
    counts = Counter(row["state"] for row in listed(app)["rows"])
    parts = [f"{counts[state]} {word}" for state, word in zip(STATES, names, strict=True) if counts[state]]
    assert title(app) == begin + ", ".join(parts)
    assert (counts["grey"], counts["withheld"], counts.total()) == (4, 1, 6)


@pytest.mark.parametrize(
    ("address", "begin"),
    [
        ({"niveau": "district", "gebied": "WK999801"}, "Buurten in Oost"),
        (HAVENKANT, "Straten in Havenkant"),
        (HAVENKANT | {"toon": "estate"}, "Complexen in Havenkant"),
        ({"niveau": "estate", "gebied": "C1"}, "Gebouwen in Kadeflat"),
        (HOMES, "Woningen in Kade 1-20"),
    ],
)
def test_every_level_has_its_own_address(opened: Opened, address: dict[str, str], begin: str) -> None:
    assert title(opened(**address)).startswith(begin)


def test_the_legend_always_names_every_light_with_its_limits_and_count(opened: Opened) -> None:
    legend = next(
        block.value for block in opened(**HAVENKANT, toon="building").get("html") if "bs-legend" in block.value
    )
    for words in ("rood", "score onder 45", "oranje", "score 45 tot 60", "groen", "score 60 of hoger", "onbekend"):
        assert words in legend
    assert legend.index("rood") < legend.index("oranje") < legend.index("groen") < legend.index("onbekend")


def test_the_list_carries_no_code_of_a_building_and_no_column_that_is_not_shown(opened: Opened, listed: Listed) -> None:
    content = listed(opened(**HAVENKANT, toon="building"))
    assert all(len(row["cells"]) == len(content["columns"]) for row in content["rows"])
    assert small_town.FLAT not in str(content["rows"])


def test_selecting_in_the_address_explains_that_unit_with_everything_behind_it(opened: Opened, sent: Sent) -> None:
    app = opened(**FLAT)
    assert [block.value for block in app.header] == ["Kade 1-20"]
    said = sent(app)
    for words in ("Huurachterstand", "25,0 % van de huurwoningen", "0 punten bij", "gemeten tot en met 30 jun 2026"):
        assert words in said
    assert "corporatie" in said


def test_the_panel_says_in_words_what_is_not_known(opened: Opened, sent: Sent) -> None:
    assert "niet bekend" in sent(opened(niveau="neighbourhood", gebied="BU99980102"))


def test_open_goes_one_level_down_and_the_breadcrumb_up_again(opened: Opened) -> None:
    app = opened(**FLAT)
    app.button(key="open").click().run()
    assert title(app).startswith("Woningen in Kade 1-20")
    app.button(key="kruimel_2").click().run()
    assert title(app).startswith("Straten in Havenkant")
    app.button(key="kruimel_0").click().run()
    assert title(app).startswith("Wijken in Proefdam")


def test_letting_a_selection_go_explains_the_area_itself(opened: Opened) -> None:
    app = opened(**FLAT)
    app.button(key="laat_los").click().run()
    assert [block.value for block in app.header] == ["Havenkant"]
    assert "keuze" not in app.query_params


def test_another_period_is_in_the_address_and_in_the_title(opened: Opened) -> None:
    app = opened(**FLAT)
    app.select_slider(key="kaart_periode").set_value("2026-1").run()
    assert "jan\N{EN DASH}feb 2026" in title(app)
    assert app.query_params["periode"] == "2026-1"
    assert app.query_params["keuze"] == small_town.FLAT


def test_another_level_lets_the_selection_go(opened: Opened) -> None:
    app = opened(**FLAT)
    app.button_group(key="kaart_toon").set_value("street").run()
    assert title(app).startswith("Straten in Havenkant")
    assert "keuze" not in app.query_params


def test_the_language_is_switched_for_the_whole_page_and_in_the_address(opened: Opened) -> None:
    app = opened(**HAVENKANT, toon="building")
    app.button_group(key="kop_taal").set_value("en").run()
    assert title(app).startswith(WORDS["en"][0])
    assert app.query_params["taal"] == "en"
    assert app.query_params["gebied"] == "BU99980101"


@pytest.mark.parametrize(
    ("address", "remarks", "begin"),
    [
        ({"niveau": "neighbourhood", "gebied": "BU00000000"}, 1, "Wijken in Proefdam"),
        ({"niveau": "<script>", "gebied": "'; DROP TABLE unit; --"}, 1, "Wijken in Proefdam"),
        ({"niveau": "dwelling", "gebied": small_town.dwelling(small_town.FLAT, 0)}, 1, "Wijken in Proefdam"),
        (HAVENKANT | {"periode": "1999-9"}, 1, "Straten in Havenkant, mei\N{EN DASH}jun 2026"),
        (HAVENKANT | {"toon": "municipality"}, 1, "Straten in Havenkant"),
        (HAVENKANT | {"keuze": "{{7*7}}"}, 1, "Straten in Havenkant"),
        (HOMES | {"keuze": small_town.dwelling(small_town.FLAT, 0)}, 1, "Woningen in Kade 1-20"),
        (HAVENKANT | {"toon": "x", "periode": "x", "keuze": "x"}, 3, "Straten in Havenkant"),
    ],
)
def test_an_address_that_makes_no_sense_shows_the_nearest_view_and_says_so(
    opened: Opened, address: dict[str, str], remarks: int, begin: str
) -> None:
    app = opened(**address)
    assert title(app).startswith(begin)
    assert len(app.info) == remarks


def test_homes_are_listed_with_the_light_of_the_home_and_no_code(opened: Opened, sent: Sent, listed: Listed) -> None:
    app = opened(**HOMES)
    assert len(listed(app)["rows"]) == 20
    assert not listed(app)["picks"]
    assert small_town.dwelling(small_town.FLAT, 0)[:12] not in sent(app)


@pytest.mark.parametrize("role", NO_HOMES)
def test_homes_open_only_for_roles_that_may(opened: Opened, sent: Sent, role: Role) -> None:
    app = opened(role=role.value, **HOMES)
    assert not title(app).startswith("Woningen")
    assert "Kade 1-20" in [block.value for block in app.header]
    assert [message.value for message in app.info]
    assert "conditie van de woning" not in sent(app)


@pytest.mark.parametrize("role", NO_HOMES)
def test_a_role_without_homes_gets_no_button_that_opens_a_building(opened: Opened, listed: Listed, role: Role) -> None:
    app = opened(role=role.value, **FLAT)
    assert not listed(app)["opens"]
    assert "open" not in [button.key for button in app.button]


def test_a_shared_role_gets_bands_and_no_exact_figure(opened: Opened, sent: Sent, listed: Listed) -> None:
    app = opened(role="tenants", **FLAT)
    said = sent(app)
    assert "(klasse)" in said
    assert "25,0" not in said
    assert "Draagkracht" not in [column["label"] for column in listed(app)["columns"]]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_opens_for_every_role_in_both_languages(opened: Opened, role: Role, language: str) -> None:
    assert title(opened(role=role.value, taal=language))


def test_switching_the_role_changes_what_is_seen_in_the_same_session(opened: Opened, listed: Listed) -> None:
    app = opened(**HAVENKANT, toon="building")
    assert listed(app)["opens"]
    app.selectbox(key="rol").set_value("tenants").run()
    assert not listed(app)["opens"]


def test_a_role_that_does_not_exist_gives_no_more_than_the_role_that_the_demo_opens_with(opened: Opened) -> None:
    app = opened(role="superuser")
    assert app.selectbox(key="rol").value == "corporation_manager"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every map and every list that is made."""
    noted: list[str] = []

    def noting(module: ModuleType, name: str, word: str) -> None:
        make = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *asked, **named: (noted.append(word), make(*asked, **named))[1])

    noting(area_map, "lights", "map")
    noting(unit_list, "Listing", "list")
    return noted


def test_selecting_makes_neither_the_map_nor_the_list_anew(opened: Opened, listed: Listed, made: list[str]) -> None:
    app = opened(**HAVENKANT, toon="building")
    told = listed(app)
    assert sorted(made) == ["list", "map"]
    app.query_params["keuze"] = small_town.FLAT
    assert title(app.run())
    assert listed(app) == told
    assert sorted(made) == ["list", "map"]


@pytest.mark.parametrize("other", [{"periode": "2026-2"}, {"toon": "street"}, {"taal": "en"}, {"laag": "draagkracht"}])
def test_another_view_makes_both_anew(opened: Opened, made: list[str], other: dict[str, str]) -> None:
    app = opened(**HAVENKANT, toon="building")
    app.query_params.update(other)
    assert title(app.run())
    assert sorted(made) == ["list", "list", "map", "map"]


def test_another_role_and_homes_get_a_map_and_a_list_of_their_own(opened: Opened, made: list[str]) -> None:
    app = opened(**HAVENKANT, toon="building")
    app.session_state["rol"] = Role.TENANTS.value
    app.run()
    assert sorted(made) == ["list", "list", "map", "map"]
    made.clear()
    home = opened(role=Role.CORPORATION_CASE.value, **HOMES)
    home.run()
    assert sorted(made) == ["list", "list", "map", "map"], "of homes nothing is kept"
