"""What a fold reads: one recorded event, as far as the rules of a subject need to know it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol


class Who(Protocol):
    """Person, role and party as they were when something was recorded."""

    @property
    def person(self) -> str:
        """Id of the person."""

    @property
    def role(self) -> str:
        """Role in which it was recorded."""

    @property
    def party(self) -> str:
        """Party for which was spoken; empty for none."""


class Happened(Protocol):
    """One event of a subject, with its content where that was read."""

    @property
    def number(self) -> str:
        """Number of the subject."""

    @property
    def version(self) -> int:
        """Version of the subject after this event."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def at(self) -> datetime:
        """When, UTC."""

    @property
    def actor(self) -> Who:
        """Who recorded it."""

    @property
    def facts(self) -> Mapping[str, object]:
        """Codes, dates and choices."""

    @property
    def content(self) -> Mapping[str, str] | None:
        """Texts; None where there are none, or they were erased."""


def text(happened: Happened, name: str) -> str:
    """Give a text of an event; empty when it was never written, or erased since."""
    return (happened.content or {}).get(name, "")


def fact(facts: Mapping[str, object], name: str) -> str:
    """Give a fact as text; empty when it is absent."""
    value = facts.get(name)
    return "" if value is None else str(value)


def day(facts: Mapping[str, object], name: str) -> date | None:
    """Give a fact as a day; None when it is absent."""
    written = fact(facts, name)
    return date.fromisoformat(written) if written else None


def number(facts: Mapping[str, object], name: str) -> float | None:
    """Give a fact as a number; None when it is absent."""
    value = facts.get(name)
    return float(value) if isinstance(value, int | float) else None


def texts(facts: Mapping[str, object], name: str) -> tuple[str, ...]:
    """Give a fact that is a list of texts; empty when it is absent."""
    value = facts.get(name)
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
