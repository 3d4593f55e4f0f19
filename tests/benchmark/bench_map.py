"""The map in a browser: ours against the plain way, in turns, server and browser on one machine.

The plain way (`tests/samples/plain_map`) is ``folium.GeoJson`` with a style function and a tooltip, drawn anew by every
run, as folium's own examples do it. Both show the same places of the invented town, and the same rectangles.
``BENCH_MAP_TURNS`` says how often each action is measured (20 unless given); the median counts.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmark import merged_town
from tests.benchmark.map_visit import Cost, Visit, visiting
from tests.benchmark.register import AbsentError, Figure, benchmark
from tests.fixtures.browser import FLAGS, MISSING, NAMES
from tests.fixtures.dashboard import ROOT, environment, serving
from tests.harness.visitors import walking

TURNS = int(os.environ.get("BENCH_MAP_TURNS", "20"))
LARGE = f"niveau=neighbourhood&gebied={merged_town.LARGE}"
VIEWS = {
    "all estates of the municipality": "niveau=municipality&gebied=GM9999&toon=estate",
    "the streets of a district": f"niveau=district&gebied={merged_town.DISTRICT}&toon=street",
    "the buildings of a neighbourhood": f"{LARGE}&toon=building",
}
FULL = 500.0
"""Kilobytes that a page may take."""

Turn = Callable[[int], Cost]


@dataclass(frozen=True)
class Site:
    """A browser, and the addresses of the dashboard, of our map alone and of the plain map."""

    browser: Browser
    dashboard: str
    alone: str
    plain: str


@benchmark
def map_in_a_browser() -> Iterable[Figure]:
    """Select, go down and colour 10,000 shapes on the map, in Chromium, in turns with the plain way."""
    found = next(filter(None, [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]), None)
    if found is None:
        raise AbsentError(MISSING)
    with tempfile.TemporaryDirectory() as folder, _site(Path(folder), found) as site:
        yield from _selecting(site, "7 districts", "niveau=municipality&gebied=GM9999&toon=district")
        yield from _selecting(site, "1,459 buildings", f"{LARGE}&toon=building")
        yield from _going_down(site)
        yield from _colouring(site)
        yield from _arriving(site)
        yield from _payloads(site)
        waiting, cores = os.getloadavg()[2], os.cpu_count() or 1
        told = "processes that wanted to run in the last quarter of an hour; more than one a core slows everything down"
        yield Figure(f"map: how busy this machine of {cores} cores was", waiting, "x", told)


def _selecting(site: Site, where: str, query: str) -> Iterator[Figure]:
    """Click a shape until the panel speaks of it."""
    with visiting(site.browser) as ours, visiting(site.browser) as plain:
        ours.open(f"{site.dashboard}/kaart?{query}")
        plain.open(f"{site.plain}/?{query}")
        costs = _in_turns(
            lambda turn: ours.act(ours.click(1 + turn % 5), "said"),
            lambda turn: plain.act(plain.click(1 + turn % 5), "said", after="painted"),
        )
    yield from _figures(f"select one of {where}, to the panel", costs, goal="<= 300")


def _going_down(site: Site) -> Iterator[Figure]:
    """Go from the streets of a large neighbourhood to its buildings, each turn on a page that was just opened."""
    with visiting(site.browser) as ours, visiting(site.browser) as plain:

        def switched(visit: Visit, address: str, name: str) -> Turn:
            def turn(_: int) -> Cost:
                visit.open(address)
                return visit.act(visit.page.get_by_text(name, exact=True).first.click, "painted")

            return turn

        costs = _in_turns(
            switched(ours, f"{site.dashboard}/kaart?{LARGE}&toon=street", "Gebouwen"),
            switched(plain, f"{site.plain}/?{LARGE}&toon=street+building", "building"),
        )
    yield from _figures(
        "one level down to 1,459 buildings, painted", costs, goal="<= 500", share="<= 0.2", weight="<= 0.167"
    )


def _colouring(site: Site) -> Iterator[Figure]:
    """Give 10,000 rectangles other colours."""
    with visiting(site.browser) as ours, visiting(site.browser) as plain:
        ours.open(f"{site.alone}/?n=10000")
        plain.open(f"{site.plain}/?n=10000")

        def replaced(visit: Visit) -> Turn:
            return lambda _: visit.act(visit.page.get_by_role("button", name="replace").click, "painted")

        costs = _in_turns(replaced(ours), replaced(plain))
    yield from _figures("other colours for 10,000 shapes, painted", costs, share="<= 0.111", weight="<= 0.167")


def _arriving(site: Site) -> Iterator[Figure]:
    """Open the page with a new browser that has nothing kept, on a server that has run before."""

    def arrive(address: str) -> Turn:
        def turn(_: int) -> Cost:
            with visiting(site.browser) as visit:
                return visit.open(address)

        return turn

    query = "niveau=municipality&gebied=GM9999&toon=district"
    costs = _in_turns(arrive(f"{site.dashboard}/kaart?{query}"), arrive(f"{site.plain}/?{query}"))
    yield from _figures("first map of a new session", costs, goal="<= 3000")


def _payloads(site: Site) -> Iterator[Figure]:
    """Weigh whole pages."""
    for name, query in VIEWS.items():
        with walking(site.dashboard) as visitor:
            visitor.open(query)
            yield Figure(f"map: the page of {name}", visitor.size / 1e3, "kB", "all of it, once", f"<= {FULL:g}")


def _in_turns(ours: Turn, plain: Turn) -> tuple[list[Cost], list[Cost]]:
    """Measure both in turns, so that a busy machine hinders both alike; the first turn warms up."""
    pairs = [(ours(turn), plain(turn)) for turn in range(TURNS + 1)][1:]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _figures(
    what: str,
    costs: tuple[list[Cost], list[Cost]],
    *,
    goal: str = "",
    share: str | None = None,
    weight: str | None = None,
) -> Iterator[Figure]:
    """Give the times and the bytes, each by itself and as a share of the plain way."""
    (ours, plain), name = costs, f"map: {what}"
    time, other = (statistics.median(one.milliseconds for one in each) for each in costs)
    size, heavier = (statistics.median(one.size for one in each) / 1e3 for each in costs)
    spread = sorted(one.milliseconds for one in ours)
    told = f"plain {other:,.0f} ms; of {len(ours)} turns the slowest {spread[-1]:,.0f} ms"
    yield Figure(name, time, "ms", told, goal or None)
    yield Figure(f"{name}, share of the plain time", time / other, "x", f"{len(plain)} turns each", share)
    yield Figure(f"{name}, bytes", size, "kB", f"plain {heavier:,.1f} kB")
    yield Figure(f"{name}, share of the plain bytes", size / heavier, "x", f"{len(plain)} turns each", weight)


@contextmanager
def _site(folder: Path, chromium: str) -> Iterator[Site]:
    """Build the town, start the three servers and the browser."""
    merged_town.published(folder)
    environ = environment(folder) | {"PYTHONPATH": str(ROOT)}
    entrances = ("dashboard.py", "tests/samples/map_frame/dashboard.py", "tests/samples/plain_map/dashboard.py")
    with ExitStack() as stack:
        addresses = [
            stack.enter_context(serving(environ, folder / f"log{number}", entrance))
            for number, entrance in enumerate(entrances)
        ]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        stack.callback(browser.close)
        yield Site(browser, *addresses)
