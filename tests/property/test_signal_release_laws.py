"""Laws of released counts of signals: two stands in a row narrow no count, and what is kept is what was told.

The attacker of ``data.attack`` gets both stands of a wijk and everything that always holds: in = out + open, how far a
signal comes without stages being skipped, which hand-overs were often enough for their days to be told, and that what
both stands look at only gets further.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import sparse

from data.attack import WIDTH, Knowledge, reach
from data.disclosure import SHARED_MINIMUM
from data.domain import signal_told
from data.domain.bands import rounded, rounded_limits
from data.domain.parties import Party
from data.domain.signal_funnel import Funnel
from data.domain.signal_told import Learned, Stand

KINDS = ("in", "out", "open", "contact", "visit", "referred", "referral", "help", "told", *Party)
GROUPS = ("dropped", "kept", "kept_later", "new")
"""Signals of the first stand alone, of both at either moment, and of the second alone."""

STANDS = (("dropped", "kept"), ("kept_later", "new"))
FURTHER = ("contact", "visit", "referred", "referral", "help", "told", "out")
DAYS = {
    "contact": "contact",
    "door": "visit",
    "referral": "referred",
    "acceptance": "referral",
    "help": "help",
    "told": "told",
}

ROADS: tuple[tuple[str, ...], ...] = (
    (),
    ("contact",),
    ("contact", "visit"),
    ("contact", "visit", "referred"),
    ("contact", "visit", "referred", "referral"),
    ("contact", "visit", "referred", "referral", "help"),
)
Signal = tuple[int, str]
"""How far a signal came on the longest road, and how it stands: open, late with a party, told or dismissed."""

STATES = ("open", Party.CORPORATION, Party.MUNICIPALITY, Party.CARE, "told", "dismissed")


def counted(signals: dict[Signal, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (far, state), many in signals.items():
        out = state in ("told", "dismissed")
        kinds = ["in", "out" if out else "open", *ROADS[far]]
        kinds += ["told"] if state == "told" else []
        kinds += [state] if state in list(Party) else []
        found.update(dict.fromkeys(kinds, many))
    return found


def told(count: Counter[str]) -> Learned:
    """Tell counts as the product does."""
    stages = {"signal": count["in"]} | {name: count[name] for name in ("visit", "referral", "help", "told")}
    days = {name: [1.0] * count[kind] for name, kind in DAYS.items()}
    late = {party: count[party] for party in Party if count[party]}
    funnel = Funnel("WK", stages, count["in"], count["out"], count["open"], days)
    return signal_told.in_tens(funnel, late, SHARED_MINIMUM)


class Attack:
    """Facts about the counts of every group, gathered one by one."""

    def __init__(self) -> None:
        self._names = [(group, kind) for group in GROUPS for kind in KINDS]
        self._rows: list[np.ndarray] = []
        self._limits: list[tuple[float, float]] = []

    def fact(self, low: float, high: float, **parts: dict[str, int]) -> None:
        """Add that a sum of counts, kind by kind of each group, lies between two limits."""
        row = np.zeros(len(self._names))
        for group, kinds in parts.items():
            for kind, times in kinds.items():
                row[self._names.index((group, kind))] = times
        self._rows.append(row)
        self._limits.append((low, high))

    def widths(self) -> dict[tuple[int, str], float]:
        """Give how far every count of every stand can be narrowed."""
        cells = np.array(
            [
                [float(group in stand and kind == one) for group, kind in self._names]
                for stand in STANDS
                for one in KINDS
            ]
        )
        low, high = np.array(self._limits).T
        known = Knowledge(np.full(len(self._names), 999.0), sparse.csr_array(np.array(self._rows)), low, high)
        least, most = reach(known, sparse.csr_array(cells), np.full(len(cells), float(WIDTH)))
        named = [(place, one) for place in range(len(STANDS)) for one in KINDS]
        return dict(zip(named, most - least, strict=True))


def attack(stands: tuple[Learned, Learned]) -> Attack:
    made = Attack()
    for group in GROUPS:
        made.fact(0, 0, **{group: {"in": 1, "out": -1, "open": -1}})
        for more, fewer in (("in", "contact"), ("contact", "visit"), ("visit", "referred"), ("referred", "referral"),
                            ("referral", "help"), ("out", "told")):  # fmt: skip
            made.fact(0, np.inf, **{group: {more: 1, fewer: -1}})
        made.fact(0, np.inf, **{group: {"open": 1} | {party.value: -1 for party in Party}})
    made.fact(0, 0, kept={"in": 1}, kept_later={"in": -1})
    for kind in FURTHER:
        made.fact(0, np.inf, kept={kind: -1}, kept_later={kind: 1})
    for stand, groups in zip(stands, STANDS, strict=True):
        counts = {"in": stand.incoming, "out": stand.outgoing, "open": stand.open}
        counts |= {name: count for name, count in stand.stages.items() if name != "signal"}
        counts |= {party.value: (stand.waiting or {}).get(party, 0) for party in Party}
        for kind, count in counts.items():
            made.fact(*rounded_limits(count), **{group: {kind: 1} for group in groups})
        for name, kind in DAYS.items():
            often = (stand.medians or {})[name] is not None
            limits = (SHARED_MINIMUM, np.inf) if often else (0, SHARED_MINIMUM - 1)
            made.fact(*limits, **{group: {kind: 1} for group in groups})
    return made


signals = st.dictionaries(
    st.tuples(st.integers(0, len(ROADS) - 1), st.sampled_from(STATES)), st.integers(1, 16), max_size=5
)


@settings(deadline=None, max_examples=80)
@given(dropped=signals, kept=signals, further=st.integers(0, 3), closing=st.integers(0, 1), new=signals)
@example(dropped={(0, Party.CORPORATION): 4}, kept={(0, "dismissed"): 4}, further=0, closing=0, new={})
@example(dropped={}, kept={(1, Party.CORPORATION): 5, (2, Party.CARE): 5}, further=1, closing=1, new={(0, "open"): 4})
def test_no_count_is_narrowed_to_fewer_than_three_by_two_stands_in_a_row(
    dropped: dict[Signal, int], kept: dict[Signal, int], further: int, closing: int, new: dict[Signal, int]
) -> None:
    later: Counter[Signal] = Counter()
    for (far, state), many in kept.items():
        out = state in ("told", "dismissed")
        later[min(far + further, len(ROADS) - 1) if not out else far, "told" if closing and not out else state] += many
    first = counted(dropped) + counted(kept)
    second = counted(dict(later)) + counted(new)
    widths = attack((told(first), told(second))).widths()
    assert {cell: width for cell, width in widths.items() if width < WIDTH} == {}


def test_the_attack_wins_where_counts_are_told_as_they_are() -> None:
    stand = told(counted({(0, "open"): 3, (1, "dismissed"): 3}))
    made = attack((stand, stand))
    made.fact(6, 6, dropped={"in": 1}, kept={"in": 1})
    made.fact(3, 3, dropped={"open": 1}, kept={"open": 1})
    assert made.widths()[0, "out"] == 0


def test_a_total_that_is_rounded_apart_would_give_its_parts_away() -> None:
    """Why the whole of what waits is the sum of its rows: four wijken with four each."""
    parts = [4, 4, 4, 4]
    limits = [rounded_limits(one) for one in parts]
    low = rounded_limits(sum(parts))[0] - sum(high for _, high in limits[1:])
    assert limits[0][1] - low < WIDTH


@pytest.mark.parametrize("least", [1, SHARED_MINIMUM])
@given(found=signals)
def test_a_stand_is_read_as_it_was_written(found: dict[Signal, int], least: int) -> None:
    count = counted(found)
    days = {"door": [1.26] * count["visit"]}
    funnel = Funnel("WK1", {"signal": count["in"]}, count["in"], count["out"], count["open"], days)
    moments = (datetime(2025, 10, 31, 23, tzinfo=UTC), datetime(2026, 10, 31, 23, tzinfo=UTC))
    learned = signal_told.in_tens(funnel, {Party.CARE: count[Party.CARE]}, least)
    stand = Stand(*moments, (learned, signal_told.blank("WK2")))
    again = signal_told.read(signal_told.written(stand))
    assert (again.starts, again.ends) == moments
    assert again.districts[0] == learned
    assert not again.districts[1].shown
    assert rounded(count["in"]) == learned.incoming
