"""Errors of the product: each says what was needed, what was given and how to mend it."""

from __future__ import annotations

from datetime import datetime


class BuurtstoplichtError(Exception):
    """Base of every error that the product raises on purpose; its text is English and meant for the log."""


class SourceError(BuurtstoplichtError):
    """A delivered file can't be used; names file, row, column and mend, all faults of the file at once.

    Parameters
    ----------
    file
        Name of the file as the user gave it.
    faults
        One sentence a fault.
    """

    def __init__(self, file: str, faults: list[str]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))


class ModelError(BuurtstoplichtError):
    """A scoring model is not usable; lists every fault with file and key.

    Parameters
    ----------
    file
        Name of the model file.
    faults
        One sentence a fault, each beginning with the key it is about.
    """

    def __init__(self, file: str, faults: list[str]) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))


class WarehouseError(BuurtstoplichtError):
    """The warehouse can't be built, found or read; the one that was live stays live."""


class UnsafeReleaseError(BuurtstoplichtError):
    """A release would let a count of homes be narrowed too far; what was released before stays."""


class AccessDeniedError(BuurtstoplichtError):
    """A viewer asked for something that its role, area or assignment does not give."""


class SettingsError(BuurtstoplichtError):
    """A setting is missing or unsafe; says which and what to write instead."""


class RecordsDownError(BuurtstoplichtError):
    """The records can't be reached or written now (disk full, locked, server away); nothing was stored."""


class RecordsDamagedError(RecordsDownError):
    """What stands in the records is not what was stored: nothing of it is shown; says what was found.

    Parameters
    ----------
    found
        What is wrong, and where.
    """

    def __init__(self, found: str) -> None:
        super().__init__(f"the records are damaged: {found}; run `python -m data verify`, restore the last backup")


class ChangedMeanwhileError(BuurtstoplichtError):
    """Somebody else changed a record since it was read; nothing was overwritten.

    Parameters
    ----------
    number
        Number of the record.
    by
        Who changed it last.
    at
        When, UTC.
    """

    def __init__(self, number: str, by: str, at: datetime) -> None:
        self.number, self.by, self.at = number, by, at
        super().__init__(f"{number} was changed by {by} at {at.isoformat()}; read it again and repeat the change")


class RefusedError(BuurtstoplichtError):
    """What somebody wants to record is not valid; says why by a key that the texts know.

    Parameters
    ----------
    reason
        Key of the sentence in the texts (``weigering.<reason>``).
    facts
        Values that the sentence fills in.
    """

    def __init__(self, reason: str, **facts: str) -> None:
        self.reason, self.facts = reason, facts
        told = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"refused: {reason}" + (f" ({told})" if told else ""))
