"""Who may come in, as the records say it at this very run."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime

import streamlit as st

from data.desk import access_log
from data.desk import people as desk_people
from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.errors import ChangedMeanwhileError, RecordsDownError
from data.domain.openings import Opening
from data.domain.people import Identity, Logged, Person, recognised
from pages.ui import live, reads
from pages.ui.sign_in import SignIn

_LOG = logging.getLogger(__name__)
_LAST: dict[str, Mapping[str, Person]] = {}
"""What was known last, per address of the records: while they are down people can still look, and nothing more."""


def who(one: SignIn) -> tuple[Person | None, bool]:
    """Tell who signed in, and whether that is certain now (False: the records are down, it is as it was last).

    Raises
    ------
    RecordsDownError
        The records are down, and have been since this process started.
    """
    desk = reads.desk()
    where = live.settings().database_url
    said = Identity(one.issuer, one.subject, one.email, one.name)
    try:
        _LAST[where] = _known(where, desk_people.latest(desk))
        return desk_people.recognise(desk, _LAST[where], said, now=datetime.now(UTC)), True
    except ChangedMeanwhileError:
        return recognised(desk_people.known(desk).values(), said), True
    except RecordsDownError:
        if where not in _LAST:
            raise
        _LOG.exception("the records are down; people can look as they could before")
        return recognised(_LAST[where].values(), said), False


def listed(viewer: Viewer) -> list[Person]:
    """Give everybody who may come in, by name; for those who manage people."""
    return desk_people.listed(reads.desk(), viewer)


def changes(viewer: Viewer) -> list[Logged]:
    """Give the log of roles, newest first; for those who manage people."""
    return desk_people.changes(reads.desk(), viewer)


def openings(viewer: Viewer) -> list[Opening]:
    """Give the access log as far as it is this viewer's to see, newest first."""
    return access_log.openings(reads.desk(), viewer)


def areas(viewer: Viewer) -> list[tuple[str, Level, str]]:
    """Give the areas that can be given: code, level, name."""
    return reads.areas(viewer)


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(where: str, latest: int) -> Mapping[str, Person]:  # noqa: ARG001 - both are the key
    return desk_people.known(reads.desk())
