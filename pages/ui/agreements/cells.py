"""What an agreement is in a file: named cells with codes, days and figures, the same for every kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime

from data.domain.agreements import Gauge, Measure, Sort, Terms
from data.domain.indicators import catalogue
from data.domain.parties import Party

COLUMNS = (
    *("number", "sort", "title", "wording", "parties", "owner", "level", "unit_id", "measure", "baseline", "target"),
    *("starts", "due", "evidence", "budget"),
)
"""Names of the cells."""

Value = str | float | None


def row(number: str, terms: Terms) -> list[Value]:
    """Write terms as cells, in the order of `COLUMNS`."""
    measure = terms.measure
    days = [one.isoformat() if one else None for one in (terms.starts, terms.due)]
    figures = [measure.baseline, measure.target] if measure else [None, None]
    gauge = (measure.indicator or measure.gauge.value) if measure else None
    plain: list[Value] = [number, terms.sort.value, terms.title, terms.wording, " ".join(terms.parties), terms.owner]
    return [*plain, terms.level, terms.unit_id, gauge, *figures, *days, terms.evidence, terms.budget]


def terms_of(cells: Mapping[str, object]) -> Terms:
    """Read terms from cells by name; raises ValueError with the name of the first cell that is wrong."""
    text = {name: _text(cells.get(name)) for name in COLUMNS}
    parties = tuple(text["parties"].split())
    if not set(parties) <= set(Party):
        raise ValueError("parties")
    return Terms(
        sort=_sort(text["sort"]),
        title=text["title"],
        wording=text["wording"],
        parties=parties,
        owner=text["owner"],
        level=text["level"],
        unit_id=text["unit_id"],
        measure=_measure(text["measure"], cells),
        starts=_day(cells, "starts"),
        due=_day(cells, "due"),
        evidence=text["evidence"],
        budget=text["budget"],
    )


def _text(value: object) -> str:
    """Give a cell as text; the apostrophe that keeps a spreadsheet from running a text is taken off again."""
    written = "" if value is None else str(value).strip()
    return written[1:] if written.startswith(("'=", "'+", "'-", "'@")) else written


def _sort(text: str) -> Sort:
    if text not in list(Sort):
        raise ValueError("sort")
    return Sort(text)


def _measure(text: str, cells: Mapping[str, object]) -> Measure | None:
    if not text:
        return None
    baseline, target = (_number(cells, name) for name in ("baseline", "target"))
    if text in catalogue():
        return Measure(Gauge.INDICATOR, text, baseline, target, catalogue()[text].direction)
    if text not in list(Gauge) or text == Gauge.INDICATOR:
        raise ValueError("measure")
    return Measure(Gauge(text), "", baseline, target)


def _number(cells: Mapping[str, object], name: str) -> float | None:
    value = cells.get(name)
    if value is None:
        return None
    try:
        return float(str(value).replace(",", "."))
    except ValueError as error:
        raise ValueError(name) from error


def _day(cells: Mapping[str, object], name: str) -> date | None:
    value = cells.get(name)
    if value is None or isinstance(value, datetime):
        return value.date() if isinstance(value, datetime) else None
    text = str(value).strip()
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
    raise ValueError(name)
