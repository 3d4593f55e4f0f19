"""One line of the access log: that somebody opened a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Opening:
    """One time that a case was opened; never what it holds.

    Parameters
    ----------
    at
        When, UTC.
    name, role, party
        Who did it, in which role, for which organisation (empty for none).
    record
        Number of the case; empty for who may not know which it was.
    purpose
        Why, as the code of a fixed choice.
    """

    at: datetime
    name: str
    role: str
    party: str
    record: str
    purpose: str
