"""Numbers, days and periods as the viewer's language writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from data.domain.periods import Period
from pages.ui.text import language, t

ZONE = ZoneInfo("Europe/Amsterdam")
"""Times are stored in UTC and shown in this zone."""

_DUTCH = str.maketrans({",": ".", ".": ","})


def number(value: float, decimals: int = 0) -> str:
    """Write a number: ``1.234,5`` in Dutch, ``1,234.5`` in English, with a real minus sign.

    Parameters
    ----------
    value
        Any finite number; missing values are the caller's to word.
    decimals
        Digits after the decimal sign.
    """
    text = f"{value:,.{decimals}f}"
    text = text if float(text.replace(",", "")) else text.lstrip("-")
    text = text.translate(_DUTCH) if language() == "nl" else text
    return text.replace("-", "\N{MINUS SIGN}")


def plain(value: float, most: int = 3) -> str:
    """Write a number with as many decimals as it needs, at most so many: goalposts such as ``20`` or ``0,25``."""
    decimals = next((places for places in range(most) if round(value, places) == round(value, most)), most)
    return number(value, decimals)


def period(key: str) -> str:
    """Write a period's key by its months: ``2026-5`` is ``sep-okt 2026`` (with an en dash)."""
    stretch = Period.parse(key)
    first, last = t(f"maand.{stretch.start.month}"), t(f"maand.{stretch.end.month}")
    return f"{first}\N{EN DASH}{last} {stretch.year}"


def day(value: date | datetime | pd.Timestamp) -> str:
    """Write a day: ``31 okt 2026``; of a moment with its zone the day that it was here."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(ZONE)
    return f"{value.day} {t(f'maand.{value.month}')} {value.year}"


def moment(value: datetime) -> str:
    """Write a moment, given in UTC, in Dutch local time: ``31 okt 2026, 14:05``."""
    local = value.replace(tzinfo=value.tzinfo or UTC).astimezone(ZONE)
    return f"{day(local)}, {local:%H:%M}"


def banded(band: str) -> str:
    """Write a band such as ``2.5-10`` with an en dash, and with the decimal sign of the language."""
    written = band.translate(_DUTCH) if language() == "nl" else band
    return written.replace("-", "\N{EN DASH}")
