"""Whether the records answer; asked for everybody, since it tells nothing of what is in them."""

from __future__ import annotations

from data.records import state
from data.settings import Settings


def answers(settings: Settings) -> bool:
    """Whether the records can be read now.

    Raises
    ------
    SettingsError
        The address is no database that records can stand on.
    """
    return state.answers(settings.database_url)
