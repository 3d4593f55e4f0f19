"""Errors of the product: each says what was needed, what was given and how to mend it."""

from __future__ import annotations


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


class AccessDeniedError(BuurtstoplichtError):
    """A viewer asked for something that its role, area or assignment does not give."""


class SettingsError(BuurtstoplichtError):
    """A setting is missing or unsafe; says which and what to write instead."""
