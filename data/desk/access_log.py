"""Who opened which case, when and why: all of it, all of it without numbers, or one's own lines, by one's role."""

from __future__ import annotations

from data.desk import people
from data.desk.guard import Desk, need
from data.domain.access import Permission, Viewer
from data.domain.errors import AccessDeniedError
from data.domain.openings import Opening
from data.domain.subjects import Ledger, Subject
from data.records import events


def openings(desk: Desk, viewer: Viewer) -> list[Opening]:
    """Give the access log, newest first: all of it, all without numbers, or only what the viewer opened.

    Raises
    ------
    AccessDeniedError
        The role may see none of these, or nobody in particular is looking.
    """
    whole, outline = viewer.may(Permission.SEE_ACCESS_LOG), viewer.may(Permission.SEE_LOG_OUTLINE)
    if not (whole or outline):
        need(viewer, Permission.SEE_OWN_LOG)
        if not viewer.person:
            message = f"{viewer.role} has no log without being somebody"
            raise AccessDeniedError(message)
    names = {number: person.identity.name for number, person in people.everybody(desk.records).items()}
    log = events.of_subject(desk.records, Subject.ACCESS, ledger=Ledger.ACCESS)
    return [
        Opening(
            line.at,
            names.get(line.actor.person) or line.actor.person,
            line.actor.role,
            line.actor.party,
            "" if outline and not whole else str(line.facts.get("record", "")),
            str(line.facts.get("purpose", "")),
        )
        for line in reversed(log)
        if whole or outline or line.actor.person == viewer.person
    ]
