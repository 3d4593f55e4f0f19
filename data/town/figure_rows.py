"""The form in which a figure of a let home is delivered: one row a home and period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.sources.tables import COLUMNS
from data.town.strain import PERIODS

SOURCE = "demo"
STARTS = pd.to_datetime([period.start for period in PERIODS])
ENDS = pd.to_datetime([period.end for period in PERIODS])


def rows(
    indicator: str,
    units: np.ndarray,
    period: np.ndarray,
    numerator: np.ndarray,
    *,
    counted: bool = True,
    squares: bool = False,
) -> pd.DataFrame:
    """Give measurement rows of dwellings; ``counted`` puts 1 in the denominator, ``squares`` adds them for a mean."""
    value = np.asarray(numerator, dtype=float)
    return pd.DataFrame(
        {
            "indicator_id": indicator,
            "level": "dwelling",
            "unit_id": units,
            "starts": STARTS[period],
            "ends": ENDS[period],
            "numerator": value,
            "denominator": 1.0 if counted else np.nan,
            "squares": value**2 if squares else np.nan,
            "value": np.nan,
            "source": SOURCE,
            "transferred": False,
        }
    )[list(COLUMNS["measurements"])]
