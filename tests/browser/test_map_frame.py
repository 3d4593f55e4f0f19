"""The map's frame in a real browser: painted, clickable, never mounted twice, and shut in."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, Page, expect

from geo.assets import assets
from geo.encode import LIMIT
from geo.palette import LOOKS
from tests.fixtures.browser import Watch
from tests.fixtures.dashboard import ROOT, environment, serving
from tests.samples.map_frame.grid import EAST, NORTH
from tests.samples.map_frame.hostile import HOSTILE

pytestmark = pytest.mark.browser

ENTRANCE = "tests/samples/map_frame/dashboard.py"
READY = "() => Boolean(window.map && window.feature_group && window.feature_group.length)"
SHAPES = "() => { const all = []; map.eachLayer(one => one.number === undefined || all.push(one)); return all; }"
COUNT = f"() => ({SHAPES})().length"
SPOT = f"number => map.latLngToContainerPoint(({SHAPES})().find(one => one.number === number).at)"
VIEW = "() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng].map(number => number.toFixed(6)).join()"
COLOUR = """colour => {
  const canvas = document.querySelector('.leaflet-overlay-pane canvas');
  const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const [red, green, blue] = [1, 3, 5].map(start => parseInt(colour.slice(start, start + 2), 16));
  let found = 0;
  for (let i = 0; i < dots.length; i += 4)
    if (dots[i] === red && dots[i + 1] === green && dots[i + 2] === blue) found++;
  return found;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the map alone."""
    folder = tmp_path_factory.mktemp("map")
    with serving(_environment(folder), folder / "log", ENTRANCE) as address:
        yield address


def _environment(folder: Path) -> dict[str, str]:
    return environment(folder) | {"PYTHONPATH": str(ROOT)}


def _frame(page: Page, address: str) -> Frame:
    """Open a page and give its map, painted."""
    page.goto(address)
    element = page.wait_for_selector("iframe")
    assert element is not None
    frame = element.content_frame()
    assert frame is not None
    frame.wait_for_function(READY)
    return frame


def _click(page: Page, frame: Frame, number: int) -> None:
    spot = frame.evaluate(SPOT, number)
    box = frame.frame_element().bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def _said(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stText").last).to_contain_text(text)


def test_1500_shapes_are_painted_in_their_colours(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=1500")
    assert frame.evaluate(COUNT) == 1500
    for look in LOOKS.values():
        assert look.hatched or frame.evaluate(COLOUR, look.fill) > 1000, look


def test_a_page_opened_on_its_own_address_asks_for_nothing_that_is_not_there(page: Page, site: str) -> None:
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    _frame(page, f"{site}/kaart?n=60")
    assert missing == []


def test_a_click_gives_the_number_and_a_second_click_on_the_same_shape_is_noticed(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60")
    for number, said in ((17, "[17]"), (17, "[17, 17]"), (58, "[17, 17, 58]"), (0, "[17, 17, 58, 0]")):
        _click(page, frame, number)
        _said(page, f"clicks={said}")


PRESS = f"""number => {{
  const shape = ({SHAPES})().find(one => one.number === number);
  shape.fire("click", {{ latlng: shape.getBounds().getCenter() }}, true);
  return buurtstoplicht.kit.boards[0].mark.getLayers().length;
}}"""


def test_what_is_pressed_is_pointed_out_before_the_server_answers(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60")
    assert frame.evaluate(PRESS, 12) == 3  # two lines around it, and the shape on top
    _said(page, "clicks=[12]")


def test_a_map_that_only_shows_points_nothing_out_and_tells_nobody(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60&what=shows")
    assert frame.evaluate(PRESS, 12) == 0
    page.wait_for_timeout(500)
    _said(page, "clicks=[]")


UNDER = """([east, north]) => {
  const canvas = document.querySelector('.leaflet-ground-pane canvas'), edge = canvas.getBoundingClientRect();
  const at = map.latLngToContainerPoint([north, east]), box = map.getContainer().getBoundingClientRect();
  const spot = [at.x + box.x - edge.x, at.y + box.y - edge.y].map(number => Math.round(number * devicePixelRatio));
  return canvas.getContext('2d').getImageData(...spot, 1, 1).data[3] > 0;
}"""


def test_ground_that_overlaps_stays_filled_and_a_hole_in_it_stays_open(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60&what=ground")
    west, south = EAST + 0.021, NORTH
    frame.evaluate(f"map.setView([{south + 0.006}, {west}], 15, {{animate: false}})")
    frame.wait_for_timeout(300)
    filled = [
        [frame.evaluate(UNDER, [west + east * 1e-3, south + north * 1e-3]) for east in (0.5, 1.5, 2.5, 3.5)]
        for north in (1.5, 5.5, 9.5)
    ]
    assert filled == [
        [True, False, True, False],  # a hole
        [True, True, True, False],  # a hole that another covers
        [True, True, True, True],  # one laid over another, drawn the other way round
    ]


def test_shapes_that_cannot_be_drawn_leave_the_numbers_of_the_others_alone(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60&what=odd")
    assert frame.evaluate(COUNT) == 57
    _click(page, frame, 59)
    _said(page, "clicks=[59]")
    frame.evaluate(f"map.setView(({SHAPES})().find(one => one.number === 6).at, 20, {{animate: false}})")
    for number, said in ((5, "[59, 5]"), (6, "[59, 5, 6]"), (7, "[59, 5, 6, 7]")):  # three homes on one spot
        _click(page, frame, number)
        _said(page, f"clicks={said}")


def test_a_click_on_shapes_that_have_been_replaced_is_not_taken_for_one_of_the_new(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60")
    frame.evaluate("Streamlit.setComponentValue({unit: 3, layer: 'another', at: 1})")
    page.wait_for_timeout(500)
    _click(page, frame, 4)
    _said(page, "clicks=[4]")


def test_the_frame_is_loaded_once_over_twelve_replacements(page: Page, site: str) -> None:
    loaded: list[str] = []
    page.on("framenavigated", lambda frame: loaded.append(frame.url) if "/component/" in frame.url else None)
    frame = _frame(page, f"{site}/?n=200")
    frame.evaluate("window.stayed = true")
    for turn in range(1, 13):
        page.get_by_role("button", name="replace").click()
        _said(page, f"turn={turn}")
    frame.wait_for_timeout(500)
    assert len(loaded) == 1
    assert frame.evaluate("window.stayed")
    assert frame.evaluate(COUNT) == 200
    assert frame.evaluate("document.querySelectorAll('canvas').length") == 3
    assert frame.evaluate("window.feature_group.length") == 1, "no layer is kept after it left the map"


def test_the_view_stays_when_colours_or_the_selection_change_and_moves_with_the_area(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60")
    frame.evaluate("map.setZoom(map.getZoom() - 1, {animate: false})")
    before = frame.evaluate(VIEW)
    page.get_by_role("button", name="replace").click()
    _said(page, "turn=1")
    _click(page, frame, 9)
    _said(page, "clicks=[9]")
    frame.wait_for_timeout(500)
    assert frame.evaluate(VIEW) == before
    page.get_by_role("button", name="move").click()
    frame.wait_for_function(f"before => ({VIEW})() !== before", arg=before)


def test_the_pointer_shows_name_and_state_and_the_map_says_what_it_is(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?n=60")
    spot = frame.evaluate(SPOT, 20)
    frame.locator("#map_div").hover(position={"x": spot["x"], "y": spot["y"]})
    expect(frame.locator(".bst-tip")).to_have_text("Pand 20red")
    expect(frame.get_by_role("region", name="Kaart")).to_be_visible()
    expect(frame.get_by_role("button", name="Groter")).to_be_visible()
    assert frame.evaluate("document.documentElement.lang") == "nl"
    assert frame.locator('meta[content*="user-scalable"]').count() == 0


def test_hostile_texts_are_shown_as_text_on_every_surface(page: Page, site: str) -> None:
    frame = _frame(page, f"{site}/?what=hostile")
    for turn in range(1, len(HOSTILE) + 1):
        assert frame.evaluate(COUNT) == len(HOSTILE)
        spot = frame.evaluate(SPOT, turn - 1)
        frame.locator("#map_div").hover(position={"x": spot["x"], "y": spot["y"]}, force=True)
        expect(frame.locator(".bst-tip strong")).to_have_count(1)
        assert frame.locator(".bst-tip script, .bst-tip img, .bst-tip svg, .bst-caption *").count() == 0
        assert frame.evaluate("window.hit") is None
        page.get_by_role("button", name="replace").click()
        _said(page, f"turn={turn}")
    assert page.evaluate("window.hit") is None
    names = frame.evaluate(f"() => ({SHAPES})().sort((a, b) => a.number - b.number).map(one => one.name)")
    kept = [number for number, text in enumerate(HOSTILE) if text.isprintable() and len(text) < LIMIT]
    assert len(kept) > 15
    assert [names[number] for number in kept] == [HOSTILE[number] for number in kept]


ESCAPES = {
    "the page around it": "() => parent.document.title",
    "its cookies": "() => document.cookie",
    "its storage": "() => localStorage.length",
    "the server, with the visitor's cookie": "() => fetch('/_stcore/host-config').then(answer => answer.status)",
    "another host": "() => fetch('https://example.org/').then(answer => answer.status)",
    "another page in the tab": "() => { top.location.href = 'about:blank'; }",
}


def test_nothing_in_the_frame_reaches_outside_and_clicks_still_return(page: Page, site: str, watch: Watch) -> None:
    frame = _frame(page, f"{site}/?n=60")
    for reached, script in ESCAPES.items():
        outcome = frame.evaluate(
            f"async () => {{ try {{ await ({script})(); return 'reached'; }} catch {{ return 'kept in'; }} }}"
        )
        assert outcome == "kept in", reached
    assert frame.evaluate("window.open('about:blank')") is None
    assert len(page.context.pages) == 1
    assert page.url.startswith(site)
    _click(page, frame, 30)
    _said(page, "clicks=[30]")
    assert watch.foreign == []
    watch.errors.clear()  # the browser complains about each attempt


def test_a_base_map_is_asked_for_only_when_it_is_configured(page: Page, watch: Watch, tmp_path: Path) -> None:
    settings = {
        "BUURTSTOPLICHT_BASE_MAP": "https://tiles.example.org/{z}/{x}/{y}.png",
        "BUURTSTOPLICHT_BASE_MAP_ATTRIBUTION": "Kaartgegevens <i>van ons</i>",
    }
    with serving(_environment(tmp_path) | settings, tmp_path / "log", ENTRANCE) as address:
        frame = _frame(page, f"{address}/?n=60")
        expect(frame.locator(".leaflet-control-attribution")).to_have_text("Kaartgegevens <i>van ons</i>")
        page.wait_for_timeout(500)
    assert watch.foreign
    assert all(url.startswith("https://tiles.example.org/") for url in watch.foreign)
    watch.foreign.clear()
    watch.errors.clear()


def _answer(address: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 (our own server)
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.mark.parametrize("path", ["/", "/kaart", "/health", "/media/x", "/static/x.js", "/_stcore/metrics"])
def test_every_answer_carries_the_strict_headers(site: str, path: str) -> None:
    headers = _answer(site + path)[1]
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"} <= set(policy)
    assert "unsafe" not in next(rule for rule in policy if rule.startswith("script-src"))
    assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")


def test_the_frame_is_sandboxed_and_may_stand_in_our_own_pages_only(site: str) -> None:
    status, headers, body = _answer(f"{site}/component/streamlit_folium.st_folium/index.html")
    assert status == 200
    policy = headers["Content-Security-Policy"].split("; ")
    assert policy[:2] == ["sandbox allow-scripts", "default-src 'none'"]
    assert "frame-ancestors 'self'" in policy
    assert b'<html lang="nl"' in body


@pytest.mark.parametrize("path", ["/", "/kaart"])
def test_pages_are_in_dutch_however_they_are_asked_for(site: str, path: str) -> None:
    ask = urllib.request.Request(site + path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})  # noqa: S310
    with urllib.request.urlopen(ask, timeout=10) as answer:  # noqa: S310
        body = answer.read()
        assert int(answer.headers["Content-Length"]) == len(body)
    assert b'<html lang="nl">' in body


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"])
def test_what_nobody_needs_is_closed(site: str, path: str) -> None:
    assert _answer(site + path)[0] == 404


def test_the_files_of_the_map_come_from_this_server_and_no_other_file_of_the_package_does(site: str) -> None:
    for asset in assets().values():
        status, headers, body = _answer(f"{site}/{asset.address}")
        assert (status, body) == (200, asset.content)
        assert headers["Content-Type"] == asset.content_type
        assert "immutable" in headers["Cache-Control"]
    folder = assets()["leaflet.js"].address.rpartition("/")[0]
    for other in ("leaflet-src.js", "../leaflet.css", "images/layers.png", quote("../../../__init__.py", safe="")):
        body = _answer(f"{site}/{folder}/{other}")[2]
        assert body.lstrip()[:4] in {b"<!--", b"<!do", b"Not ", b"Bad "}, other


def test_a_server_without_a_warehouse_says_that_it_is_down(site: str) -> None:
    status, headers, body = _answer(f"{site}/health")
    assert (status, json.loads(body)) == (503, {"status": "down", "warehouse": False, "records": False})
    assert headers["Cache-Control"] == "no-store"
