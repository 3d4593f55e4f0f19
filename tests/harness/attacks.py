"""Twenty ways to find out what a figure hides (TRUST 17); each gives how many facts it recovers from a view."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

import pandas as pd

from data.attack import WIDTH
from data.domain.areas import Level
from tests.harness.views import LISTED, Truth, View

Attack = Callable[[View, Truth], int]

MAP_COLUMNS = {"unit_id", "wkb", "label_lon", "label_lat"}
PUBLIC_NUMBERS = {"homes", "construction_year", "red", "amber", "green", "grey", "withheld", "label_lon", "label_lat"}
PUBLIC_HEADINGS = {"Woningen", "woningen"}
"""Headings of public numbers in a spreadsheet and in a map file."""

LINKS = {"street": "parent_id", "estate": "estate_id", "neighbourhood": "neighbourhood_id", "district": "district_id"}

Limits = dict[tuple[str, str, str], tuple[float, float]]


def _told(view: View, period: str) -> Limits:
    rows = view.told[view.told["period"] == period]
    return {(row.level, row.unit_id, row.indicator_id): (row.low, row.high) for row in rows.itertuples()}


def _periods(view: View) -> list[str]:
    return sorted(view.told["period"].unique())


def _remainders(
    view: View, truth: Truth, parents: Iterable[str], child: str, indicators: set[str] | None = None
) -> int:
    """Subtract what is told of the parts from what is told of the whole: what is left is the part that is hidden."""
    told, found = _told(view, _periods(view)[-1]), 0
    now = truth.counts[(truth.counts["period"] == _periods(view)[-1]) & (truth.counts["level"] == child)]
    for parent in parents:
        places = truth.units[truth.units["level"] == child].set_index("unit_id")[LINKS[parent]]
        for (place, indicator), rows in now.groupby([now["unit_id"].map(places), "indicator_id"]):
            whole = told.get((parent, str(place), str(indicator)))
            if whole is None or (indicators is not None and indicator not in indicators):
                continue
            parts = {unit: told.get((child, unit, str(indicator))) for unit in rows["unit_id"]}
            hidden = [unit for unit, limits in parts.items() if limits is None]
            if len(hidden) != 1:
                continue
            most = float(rows.loc[rows["unit_id"] == hidden[0], "homes"].iloc[0])
            known = [limits for limits in parts.values() if limits is not None]
            low = max(0.0, whole[0] - sum(one[1] for one in known))
            high = min(most, whole[1] - sum(one[0] for one in known))
            found += high - low < min(WIDTH, most)
    return found


def parent_minus_children(view: View, truth: Truth) -> int:
    """Subtract from a street or buurt its parts."""
    return _remainders(view, truth, ("street", "neighbourhood"), "building") + _remainders(
        view, truth, ("neighbourhood",), "street"
    )


def total_minus_kinds(view: View, _truth: Truth) -> int:
    """Subtract from all signals the kind that is told."""
    found = 0
    for period in _periods(view):
        told = _told(view, period)
        for (level, unit, indicator), (low, high) in told.items():
            if indicator != "signals":
                continue
            kinds = [told.get((level, unit, kind)) for kind in ("nuisance", "support_signals")]
            known = [one for one in kinds if one is not None]
            if len(known) == 1 and (high - known[0][0]) - (low - known[0][1]) < WIDTH:
                found += 1
    return found


def kinds_over_the_hierarchy(view: View, truth: Truth) -> int:
    """Subtract from a kind of signal in a buurt the same kind in its streets and buildings."""
    kinds = {"nuisance", "support_signals"}
    return _remainders(view, truth, ("neighbourhood",), "street", kinds) + _remainders(
        view, truth, ("street",), "building", kinds
    )


def later_minus_earlier(view: View, _truth: Truth) -> int:
    """Subtract two releases, of a place in which few homes can have changed."""
    before, after = (_told(view, period) for period in _periods(view)[-2:])
    both = [(before[key], after[key]) for key in after.keys() & before.keys()]
    return sum((now[1] - then[0]) - (now[0] - then[1]) < WIDTH for then, now in both)


def complex_against_street(view: View, truth: Truth) -> int:
    """Subtract from a complex its buildings, of which one lies in another street or is too small."""
    return _remainders(view, truth, ("estate",), "building")


def filter_pairs(view: View, truth: Truth) -> int:
    """Ask for the same wijk with and without one buurt."""
    buurten = sorted(truth.units.loc[truth.units["level"] == "neighbourhood", "unit_id"])
    whole, found = view.selected(frozenset(buurten)), 0
    for buurt in buurten:
        without = view.selected(frozenset(buurten) - {buurt})
        pairs = [(whole[key], without[key]) for key in whole.keys() & without.keys() if whole[key] != without[key]]
        found += sum((one[1] - other[0]) - (one[0] - other[1]) < WIDTH for one, other in pairs)
    return found


def sort_order(view: View, _truth: Truth) -> int:
    """Find places that stand out of the order of their names: then something else orders them."""
    found = 0
    for level in LISTED[:2]:
        names = list(view.rows[level]["name"].astype(str))
        found += sum(one > other for one, other in pairwise(names))
    return found


def ends_of_the_scale(view: View, _truth: Truth) -> int:
    """Find the least and most of a column that is sent along: the ends of a legend made from it."""
    columns = [frame[column] for frame in view.rows.values() for column in _numbers(frame)]
    return sum(len({column.min(), column.max()}) for column in columns)


def colour_and_opacity(view: View, _truth: Truth) -> int:
    """Count colours or opacities that differ from place to place."""
    shades = [column for column in ("colour", "opacity", "fill") if column in view.drawn]
    return sum(view.drawn[column].nunique() for column in shades)


def extra_properties(view: View, _truth: Truth) -> int:
    """Count properties that go to the map and are not drawn."""
    return len(set(view.drawn.columns) - MAP_COLUMNS - {"name", "level"})


def hidden_columns(view: View, _truth: Truth) -> int:
    """Count numbers in a list that no column of it shows."""
    return sum(int(frame[column].notna().sum()) for frame in view.rows.values() for column in _numbers(frame))


def exports(view: View, truth: Truth) -> int:
    """Count cells of the files in which a list can be saved that hold the count of their place."""
    now = truth.counts[truth.counts["period"] == _periods(view)[-1]]
    counts = now.groupby("unit_id")["count"].agg(set).to_dict()
    found = 0
    for frame in (one for files in view.files.values() for one in files):
        for column in frame.columns.difference(["unit_id", *PUBLIC_HEADINGS]):
            cells = zip(frame["unit_id"], frame[column], strict=True)
            found += sum(isinstance(cell, int | float) and cell in counts.get(code, set()) for code, cell in cells)
    return found


def no_data_or_hidden(view: View, truth: Truth) -> int:
    """Find blanks of small buildings that differ: then a blank tells what is behind it."""
    small = set(truth.units.loc[(truth.units["level"] == "building") & (truth.units["let_homes"] < 10), "unit_id"])
    rows = view.cells[view.cells["unit_id"].isin(small) & (view.cells["level"] == "building")]
    looks = rows.groupby("indicator_id")[["state", "band"]].agg(lambda column: column.nunique())
    return int((looks.max(axis=1) > 1).sum()) if len(looks) else 0


def addresses(view: View, truth: Truth) -> int:
    """Type codes in the address: small buildings, and homes as if they were places."""
    small = truth.units[(truth.units["level"] == "building") & truth.units["let_homes"].between(1, 9)]["unit_id"]
    asked = [(Level.BUILDING, str(code)) for code in small.iloc[:8]]
    asked += [(Level.DWELLING, code) for code in truth.homes[:8]]
    return sum(_figures(view.ask(level, code)) for level, code in asked)


def another_session(view: View, truth: Truth) -> int:
    """Ask again for what somebody with all rights was shown."""
    small = truth.units[(truth.units["level"] == "building") & truth.units["let_homes"].between(5, 9)]["unit_id"]
    return sum(_figures(view.again(Level.BUILDING, str(code))) for code in small.iloc[:6])


def counts_in_text(view: View, _truth: Truth) -> int:
    """Count numbers in sentences."""
    return sum(len(re.findall(r"\d+", text)) for text in view.texts)


def size(view: View, truth: Truth) -> int:
    """Count the lengths of the answers on small buildings."""
    small = truth.units[(truth.units["level"] == "building") & truth.units["let_homes"].between(1, 9)]["unit_id"]
    answers = [view.ask(Level.BUILDING, str(code)) for code in small.iloc[:8]]
    plain = ["unit_id", "let_homes", "homes"]
    lengths = {len(one.drop(columns=plain, errors="ignore").to_csv(index=False)) for one in answers if one is not None}
    return len(lengths) - 1


def viewport(view: View, _truth: Truth) -> int:
    """Look where few places are in view, and a list tells more of each."""
    rows = view.rows[Level.BUILDING]
    lone = rows.groupby("unit_id").size().pipe(lambda counted: counted[counted == 1]).index
    told = rows[rows["unit_id"].isin(lone)]
    return sum(int(told[column].notna().sum()) for column in _numbers(told))


def naming_a_home(view: View, truth: Truth) -> int:
    """Find ids of homes in anything that is given."""
    given = "\n".join(frame.to_csv() for frame in (*view.rows.values(), view.cells, view.told))
    return sum(home in given for home in truth.homes)


def audit_endpoints(view: View, _truth: Truth) -> int:
    """Read row counts of deliveries, and examples of rows."""
    odd = view.account["row_count"] % 10 != 0
    return int(odd.sum()) + int((view.account["examples"] != "").sum())


def _numbers(frame: pd.DataFrame) -> list[str]:
    """Columns of numbers that are not public."""
    kinds = frame.select_dtypes("number").columns
    return [str(one) for one in kinds if one not in PUBLIC_NUMBERS and frame[one].notna().any()]


def _figures(frame: pd.DataFrame | None) -> int:
    if frame is None or frame.empty:
        return 0
    rows = frame[frame["data_class"] == "V"] if "data_class" in frame else frame
    return int(rows["state"].isin(["shown", "band", "rounded"]).sum())


ATTACKS: tuple[Attack, ...] = (
    *(parent_minus_children, total_minus_kinds, kinds_over_the_hierarchy, later_minus_earlier, complex_against_street),
    *(filter_pairs, sort_order, ends_of_the_scale, colour_and_opacity, extra_properties, hidden_columns, exports),
    *(no_data_or_hidden, addresses, another_session, counts_in_text, size, viewport, naming_a_home, audit_endpoints),
)
