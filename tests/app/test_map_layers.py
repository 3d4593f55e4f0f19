"""The layers, the second map, the player and the larger pictures on the page, for who has them and who has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.samples import small_town

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]
Listed = Callable[[AppTest], dict[str, Any]]

HAVENKANT = {"niveau": "neighbourhood", "gebied": "BU99980101", "toon": "building"}


def title(app: AppTest) -> str:
    assert not app.exception
    [found] = app.title
    return str(found.value)


def layers(app: AppTest) -> list[str]:
    return list(app.selectbox(key="kaart_laag").options)


@pytest.mark.parametrize(
    ("layer", "ends", "legend"),
    [
        ("draaglast", "draaglast", "0 tot 20"),
        ("cijfer-rent_arrears", "huurachterstand 25,0 %", "gunstig"),
        ("zekerheid", "kans op deze kleur", "niet bekend"),
        ("verandering", "gelijk aan mrt\N{EN DASH}apr 2026", "rand: mrt\N{EN DASH}apr 2026"),
    ],
)
def test_a_layer_is_named_in_the_title_and_has_its_limits_in_the_legend(
    opened: Opened, layer: str, ends: str, legend: str
) -> None:
    app = opened(**HAVENKANT, laag=layer)
    assert ends in title(app)
    assert any("bs-legend" in block.value and legend in block.value for block in app.get("html"))
    assert not app.info


def test_what_a_layer_shows_stands_in_the_list_too(opened: Opened, listed: Listed) -> None:
    content = listed(opened(**HAVENKANT, laag="cijfer-rent_arrears"))
    place = [column["label"] for column in content["columns"]].index("Huurachterstand")
    cells = {row["cells"][1][1]: row["cells"][place] for row in content["rows"]}
    assert cells["Kade 1-20"][1] == "25,0 % van de huurwoningen"
    assert cells["Kade 1-20"][0] == pytest.approx(0.25)
    assert None in [value for value, _ in cells.values()]


def test_a_shared_role_is_offered_no_layer_of_figures_and_gets_none_by_its_address(opened: Opened, sent: Sent) -> None:
    assert "Cijfer: Huurachterstand" in layers(opened(**HAVENKANT))
    app = opened(role="tenants", **HAVENKANT, laag="cijfer-rent_arrears")
    offered = [option for box in app.selectbox if box.key == "kaart_laag" for option in box.options]
    assert not [name for name in offered if name.startswith(("Cijfer", "Draag", "Thema", "Zekerheid"))]
    assert [message.value for message in app.info] == [
        "Deze kaartlaag is hier niet te tonen. U ziet nu de stoplichten."
    ]
    assert "25,0" not in sent(app)


def test_an_exact_role_chooses_a_layer_and_the_address_keeps_it_one_level_down(opened: Opened) -> None:
    app = opened(niveau="district", gebied="WK999801", keuze="BU99980101")
    app.selectbox(key="kaart_laag").set_value("draagkracht").run()
    assert app.query_params["laag"] == "draagkracht"
    app.button(key="open").click().run()
    assert app.query_params["laag"] == "draagkracht"
    assert "draagkracht" in title(app)


def test_homes_have_the_light_of_the_home_and_no_other_layer(opened: Opened) -> None:
    app = opened(niveau="building", gebied=small_town.FLAT, laag="draaglast")
    assert title(app).startswith("Woningen in Kade 1-20")
    assert len(app.info) == 1
    assert not [box for box in app.selectbox if box.key == "kaart_laag"]


def test_a_second_map_has_its_own_legend_named_by_layer_and_period(opened: Opened) -> None:
    app = opened(**HAVENKANT, naast="draagkracht", naast_periode="2026-1")
    heads = [block.value for block in app.get("html") if '<li class="bs-legend-title"' in block.value]
    assert len(heads) == 2
    assert "Stoplicht, mei\N{EN DASH}jun 2026" in heads[0]
    assert "Draagkracht, jan\N{EN DASH}feb 2026" in heads[1]


def test_the_projector_shows_the_sentence_of_the_selected_place_and_leads_back(opened: Opened) -> None:
    app = opened(**HAVENKANT, keuze=small_town.FLAT, beeld="projector")
    assert title(app).startswith("Kade 1-20, mei\N{EN DASH}jun 2026: groen.")
    app.button(key="beeld_uit").click().run()
    assert "beeld" not in app.query_params
    assert title(app).startswith("Gebouwen in Havenkant")


def test_all_buildings_of_a_town_are_one_picture_of_which_the_legend_counts_each(opened: Opened) -> None:
    app = opened(laag="gebouwen")
    assert title(app).endswith("0 rode, 0 oranje en 1 groene gebouwen")
    assert not app.info


def test_every_layer_that_is_offered_opens_in_english_too(opened: Opened) -> None:
    app = opened(niveau="district", gebied="WK999801", taal="en")
    for place in range(1, len(layers(app))):
        app.selectbox(key="kaart_laag").select_index(place).run()
        assert title(app).startswith("Neighbourhoods in Oost")
        assert not app.info


def test_a_search_leads_to_the_building_among_its_neighbours_and_empties_itself(opened: Opened) -> None:
    app = opened()
    app.text_input(key="kaart_zoek").set_value("kade 7").run()
    app.button(key="zoek_0").click().run()
    assert title(app).startswith("Gebouwen in Kade")
    assert [block.value for block in app.header] == ["Kade 1-20"]
    assert app.text_input(key="kaart_zoek").value == ""
    assert app.query_params["keuze"] == small_town.FLAT


def test_an_own_selection_is_added_up_for_who_has_exact_figures_only(opened: Opened, sent: Sent) -> None:
    app = opened(**HAVENKANT, keuze=small_town.FLAT)
    app.button(key="selectie_erbij").click().run()
    app.text_input(key="selectie_naam").set_value("Team <b>haven</b>").run()
    assert "Team &lt;b&gt;haven&lt;/b&gt;, mei" in str([block.value for block in app.get("html")])
    assert "25,0 % van de huurwoningen" in sent(app)
    app.button(key="selectie_leeg").click().run()
    assert not [button for button in app.button if button.key == "selectie_leeg"]
    shared = opened(role="tenants", **HAVENKANT, keuze=small_town.FLAT)
    assert not [button for button in shared.button if str(button.key).startswith("selectie")]
