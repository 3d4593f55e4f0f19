"""What became of every row of a delivered file: accepted, rejected with the reason, and warnings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from data.domain.errors import BuurtstoplichtError


@dataclass(frozen=True, slots=True)
class Rejection:
    """Rows of a file that were left out for one reason.

    Parameters
    ----------
    reason
        Fixed English key of the reason, such as ``history`` or ``outside_areas``; texts stand in the locale files.
    rows
        How many rows.
    examples
        Up to five row names (a line number or an id) to look at.
    """

    reason: str
    rows: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Account of one table that was read from one file.

    ``read`` is all rows of the file; ``accepted`` and the rejections together make ``read`` exactly. Warnings count
    rows that were accepted with a remark (a dummy year made missing, a home in several buildings).
    """

    file: str
    table: str
    read: int
    accepted: int
    rejections: tuple[Rejection, ...] = ()
    warnings: tuple[Rejection, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a report in which rows have disappeared."""
        rejected = sum(rejection.rows for rejection in self.rejections)
        if self.accepted + rejected != self.read:
            message = f"{self.file}: {self.read} rows read, but {self.accepted} accepted and {rejected} rejected"
            raise BuurtstoplichtError(message)


@dataclass(slots=True)
class Tally:
    """Collects reasons while a file is read; ``report`` closes the account.

    The one mutable record of the importers: filled row by row or mask by mask, then frozen into a ``Report``.
    """

    file: str
    table: str
    read: int
    _rejected: Counter[str] = field(default_factory=Counter)
    _warned: Counter[str] = field(default_factory=Counter)
    _examples: dict[str, list[str]] = field(default_factory=dict)

    def reject(self, reason: str, rows: int, examples: list[str] | None = None) -> Self:
        """Count rows that are left out."""
        return self._count(self._rejected, reason, rows, examples)

    def warn(self, reason: str, rows: int, examples: list[str] | None = None) -> Self:
        """Count rows that are kept with a remark."""
        return self._count(self._warned, reason, rows, examples)

    def _count(self, counter: Counter[str], reason: str, rows: int, examples: list[str] | None) -> Self:
        if rows:
            counter[reason] += rows
            self._examples.setdefault(reason, []).extend(examples or [])
        return self

    def report(self) -> Report:
        """Give the closed account; what was not rejected was accepted."""
        return Report(
            self.file,
            self.table,
            self.read,
            self.read - sum(self._rejected.values()),
            self._frozen(self._rejected),
            self._frozen(self._warned),
        )

    def _frozen(self, counter: Counter[str]) -> tuple[Rejection, ...]:
        return tuple(
            Rejection(reason, rows, tuple(self._examples.get(reason, [])[:5])) for reason, rows in counter.items()
        )
