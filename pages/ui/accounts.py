"""Tables of the page that accounts for the lights: indicators, age of the figures, and what became of every row."""

from __future__ import annotations

import pandas as pd

from data.domain.indicators import Indicator, catalogue
from pages.ui import notation
from pages.ui.figures import goalposts, source_word
from pages.ui.markup import table
from pages.ui.rows import Row, figure, moment, records
from pages.ui.text import known, language, t
from scoring.shape import Axis, ScoringModel

_READ, _ACCEPTED, _REJECTED, _WARNING = "read", "accepted", "rejected", "warning"


def indicator_table(model: ScoringModel) -> str:
    """Write what the model weighs: axis, theme, indicator, share within the theme, and goalposts."""
    rows = [
        [catalogue_word(one.about), t(f"as.{theme.axis.value}"), theme.en if language() == "en" else theme.nl,
         notation.plain(one.weight), goalposts(one.about, one)]
        for axis in Axis
        for theme in model.dimensions if theme.axis is axis
        for one in model.indicators if one.dimension == theme.id
    ]  # fmt: skip
    heads = [t(f"verantwoording.{head}") for head in ("indicator", "as", "thema", "gewicht", "doelpalen")]
    return table(t("verantwoording.indicatoren"), heads, rows, numbers=frozenset({3}))


def source_table(sources: pd.DataFrame) -> str:
    """Write how old the figures are (columns: ``data.release.sources``)."""
    rows = [_source(row) for row in records(sources)]
    heads = [t(f"verantwoording.{head}") for head in ("indicator", "bron", "van", "tot", "cijfers", "overgezet")]
    return table(t("verantwoording.bronnen"), heads, rows, numbers=frozenset({4, 5}))


def _source(row: Row) -> list[str]:
    indicator = catalogue().get(str(row["indicator_id"]))
    days = [notation.day(day) if (day := moment(row, name)) else "" for name in ("first_day", "last_day")]
    name = catalogue_word(indicator) if indicator else str(row["indicator_id"])
    counts = [notation.number(figure(row, column) or 0.0) for column in ("figures", "transferred")]
    return [name, source_word(str(row["source"])), *days, *counts]


def catalogue_word(indicator: Indicator) -> str:
    """Give the name of an indicator with its unit."""
    return f"{indicator.label(language())} ({indicator.unit(language())})"


def file_table(account: pd.DataFrame) -> str:
    """Write rows read, accepted, rejected and remarked upon, per file and table (columns: ``data.release.account``)."""
    files = account[account["file"].ne("")]
    sums = files.pivot_table(
        index=["file", "table_name"], columns="outcome", values="row_count", aggfunc="sum", fill_value=0, sort=False
    )
    columns = [_READ, _ACCEPTED, _REJECTED, _WARNING]
    counts = sums.reindex(columns=columns, fill_value=0)
    rows = [
        [str(file), table_word(str(name)), *(notation.number(float(number)) for number in numbers)]
        for (file, name), numbers in zip(counts.index, counts.to_numpy(), strict=True)
    ]
    heads = [t(f"verantwoording.{head}") for head in ("bestand", "tabel", *columns)]
    return table(t("verantwoording.bestanden"), heads, rows, numbers=frozenset({2, 3, 4, 5}))


def reason_table(account: pd.DataFrame) -> str:
    """Write why rows were rejected, remarked upon or left over, with examples for those who deliver data."""
    rows = [
        [str(row["file"]) or t("verantwoording.samenvoegen"), table_word(str(row["table_name"])),
         t(f"verantwoording.{row['outcome']}"), reason_word(str(row["reason"])),
         notation.number(figure(row, "row_count") or 0.0), str(row["examples"])]
        for row in records(account[~account["outcome"].isin([_READ, _ACCEPTED])])
    ]  # fmt: skip
    if not rows:
        return ""
    heads = [t(f"verantwoording.{head}") for head in ("bestand", "tabel", "uitkomst", "reden", "rijen", "voorbeelden")]
    shown = len(heads) if any(row[-1] for row in rows) else len(heads) - 1
    cut = [row[:shown] for row in rows]
    return table(t("verantwoording.redenen"), heads[:shown], cut, numbers=frozenset({4}))


def table_word(name: str) -> str:
    """Give the word of a table of the warehouse."""
    return t(f"tabel.{name}") if known(f"tabel.{name}") else name


def reason_word(reason: str) -> str:
    """Word why a row was rejected; an importer may give a reason that the texts do not know yet."""
    return t(f"reden.{reason}") if known(f"reden.{reason}") else reason.replace("_", " ")
