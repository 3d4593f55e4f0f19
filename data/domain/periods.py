"""Two-monthly periods, the rhythm of the meeting: ``2026-5`` is September and October 2026."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

PER_YEAR = 6
MONTHS = 2


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of two calendar months.

    Parameters
    ----------
    year
        Calendar year.
    number
        1 (January and February) to 6 (November and December).
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a number outside 1 to 6."""
        if not 1 <= self.number <= PER_YEAR:
            message = f"a period's number is 1 to {PER_YEAR}, not {self.number}"
            raise ValueError(message)

    def __str__(self) -> str:
        """Give the key used in addresses and tables, such as ``2026-5``; sorts in time as text too."""
        return f"{self.year:04d}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a key such as ``2026-5``; raises ValueError on anything else."""
        year, _, number = text.partition("-")
        if not (len(year) == 4 and year.isdigit() and len(number) == 1 and number.isdigit()):  # noqa: PLR2004
            message = f"a period is written as 2026-5, not {text!r}"
            raise ValueError(message)
        return cls(int(year), int(number))

    @classmethod
    def of(cls, day: date) -> Period:
        """Period in which a day falls."""
        return cls(day.year, (day.month + 1) // MONTHS)

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, self.number * MONTHS - 1, 1)

    @property
    def end(self) -> date:
        """Last day, inclusive."""
        month = self.number * MONTHS
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def shift(self, steps: int) -> Period:
        """Period so many steps later (negative: earlier)."""
        index = self.year * PER_YEAR + self.number - 1 + steps
        return Period(index // PER_YEAR, index % PER_YEAR + 1)


def first_after(periods: tuple[str, ...], starts: date) -> str:
    """Give the first period that lies wholly after a start; empty when none does yet."""
    return next((one for one in periods if Period.parse(one).start >= starts), "")
