"""What makes a model sensible beyond its types: every check reads the draft of a file and gives the faults it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from data.domain.indicators import Indicator
from data.domain.lights import Light
from data.domain.periods import Period
from scoring.forbidden import refused
from scoring.reading import Draft, Table
from scoring.shape import MAX_VETOES, Axis

Catalogue = Mapping[str, Indicator]
ORDERED = (
    ("thresholds", "t1", "t2"),
    ("certainty", "balance_low", "balance_high"),
    ("certainty", "low", "high"),
    ("dwelling", "amber_condition", "red_condition"),
    ("dwelling", "amber_vacant", "red_vacant"),
)
"""Section and two of its keys, of which the first must be below the second."""
WHY = "who lives somewhere is never a burden"


def faults(draft: Draft, known: Catalogue) -> list[str]:
    """Give one sentence a fault, in the order of the checks; empty when the model is sensible."""
    return [fault for check in CHECKS for fault in check(draft, known)]


def _order(draft: Draft, _: Catalogue) -> Iterator[str]:
    for section, first, second in ORDERED:
        low, high = draft.sections[section].get(first), draft.sections[section].get(second)
        if low is not None and high is not None and low >= high:
            yield f"{section}.{first}: {low:g} is not below {section}.{second}, {high:g}; make it lower"


def _margin(draft: Draft, _: Catalogue) -> Iterator[str]:
    thresholds, h_min = draft.sections["thresholds"], draft.sections["stability"].get("h_min")
    if h_min is not None and {"t1", "t2"} <= thresholds.keys():
        half = (thresholds["t2"] - thresholds["t1"]) / 2
        if 0 < half < h_min:
            yield f"stability.h_min: {h_min:g} is over half the way from t1 to t2; write at most {half:g}"


def _goalposts(draft: Draft, _: Catalogue) -> Iterator[str]:
    for one in draft.lists["indicators"]:
        if "lo" in one and "hi" in one and one["lo"] >= one["hi"]:
            yield (
                f"indicators.{_id(one)}.lo: {one['lo']:g} is not below hi, {one['hi']:g}; lo is the lower figure, "
                "whatever is favourable: swap them"
            )


def _twice(draft: Draft, _: Catalogue) -> Iterator[str]:
    for name, key in (("dimensions", "id"), ("indicators", "id"), ("veto", "indicator")):
        counts = Counter(one[key] for one in draft.lists[name] if key in one)
        for called, times in counts.items():
            if times > 1:
                yield f"{name}.{called}.{key}: stands {times} times; keep one"


def _catalogued(draft: Draft, known: Catalogue) -> Iterator[str]:
    for one in draft.lists["indicators"]:
        about = known.get(one.get("id", ""))
        if "id" in one and about is None:
            yield f"indicators.{one['id']}.id: not in the catalogue; take an id of data/domain/indicators.toml"
        elif about is not None and (about.context or about.direction == 0):
            yield f"indicators.{one['id']}.id: context only, it can't get a light ({WHY}); remove it"


def _forbidden(draft: Draft, known: Catalogue) -> Iterator[str]:
    for name, keys in (("dimensions", ("id", "nl", "en")), ("indicators", ("id",)), ("veto", ("indicator",))):
        for one in draft.lists[name]:
            texts = {key: str(one[key]) for key in keys if key in one}
            about = known.get(one.get("id", "")) if name == "indicators" else None
            texts |= {"nl": about.nl, "en": about.en} if about else {}
            for key, text in texts.items():
                refusal = refused(text)
                if refusal:
                    yield (
                        f"{name}.{_id(one)}.{key}: refused, {refusal.found!r} speaks of {refusal.ground}: {WHY}; "
                        "remove it, or show it as context without a light"
                    )


def _tree(draft: Draft, _: Catalogue) -> Iterator[str]:
    there = {one["id"] for one in draft.lists["dimensions"] if "id" in one}
    used = {one["dimension"] for one in draft.lists["indicators"] if "dimension" in one}
    for one in draft.lists["indicators"]:
        if "dimension" in one and one["dimension"] not in there:
            yield (
                f"indicators.{_id(one)}.dimension: {one['dimension']!r} is no dimension; take one of "
                + ", ".join(sorted(there))
            )
    for called in sorted(there - used):
        yield f"dimensions.{called}: has no indicators; give it one or remove it"


def _enough(draft: Draft, _: Catalogue) -> Iterator[str]:
    needed = draft.sections["coverage"].get("indicators")
    axes = {one["id"]: one["axis"] for one in draft.lists["dimensions"] if {"id", "axis"} <= one.keys()}
    counts = Counter(axes.get(one.get("dimension")) for one in draft.lists["indicators"])
    for axis in Axis:
        if needed is not None and counts[axis] < needed:
            yield (
                f"coverage.indicators: {needed} are needed and the axis {axis.value} has {counts[axis]}; "
                "add indicators or lower the number"
            )


def _vetoes(draft: Draft, _: Catalogue) -> Iterator[str]:
    weighed = {one.get("id") for one in draft.lists["indicators"]}
    if len(draft.lists["veto"]) > MAX_VETOES:
        yield f"veto: {len(draft.lists['veto'])} entries; keep at most {MAX_VETOES}"
    for one in draft.lists["veto"]:
        if "indicator" in one and one["indicator"] not in weighed:
            yield f"veto.{one['indicator']}.indicator: the model does not weigh it; name one of its indicators"
        if one.get("floor") not in {None, Light.RED, Light.AMBER}:
            yield f"veto.{_id(one)}.floor: is {one['floor'].value!r}; write red or amber"


def _reference(draft: Draft, _: Catalogue) -> Iterator[str]:
    period = draft.sections["reference"].get("period")
    if period is not None and period not in {"first", "same"}:
        try:
            Period.parse(period)
        except ValueError:
            yield f"reference.period: is {period!r}; write first, same or a period such as 2026-1"


def _id(one: Table) -> str:
    return str(one.get("id", one.get("indicator", "?")))


CHECKS: tuple[Callable[[Draft, Catalogue], Iterator[str]], ...] = (
    _order,
    _margin,
    _goalposts,
    _twice,
    _catalogued,
    _forbidden,
    _tree,
    _enough,
    _vetoes,
    _reference,
)
