"""Make the book of a meeting: look at everything once, as the role of the screen, and lay it down in plain values."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data import release
from data.code_version import code_version
from data.desk import agenda, agreed_lights, book_texts, effects, standings
from data.desk.agenda import Brought
from data.desk.guard import Desk
from data.desk.meeting_book import ActionLine, AgreedLine, MeetingBook, Stamp
from data.desk.signal_release import is_exact
from data.desk.stalled import Stalled, stalled
from data.desk.table import inside
from data.domain.access import Detail, Role, Viewer
from data.domain.actions import Action, in_order, urgency
from data.domain.actions import Stage as ActionStage
from data.domain.areas import Level
from data.domain.meetings import Meeting, Stage
from data.domain.readings import visible
from data.domain.subjects import ZONE
from data.records import agreements as agreement_records
from data.records import events
from data.records import meetings as records


@dataclass(frozen=True, slots=True)
class Frozen:
    """Id and hash of the release that was frozen for a meeting; empty for none."""

    release_id: str = ""
    release_hash: str = ""


def screen(viewer: Viewer) -> Viewer:
    """Give the role of the screen, for the areas and under the name of who stands at it."""
    return Viewer(Role.PROJECTOR, viewer.areas, viewer.name, viewer.person)


def last_before(meetings: Sequence[Meeting], meeting: Meeting) -> Meeting | None:
    """Give the meeting that was closed last before this one; None for the first."""
    closed = [one for one in meetings if one.stage is Stage.CLOSED and one.number != meeting.number]
    return max(closed, key=lambda one: one.closed_at or datetime.min.replace(tzinfo=ZONE), default=None)


def made(
    desk: Desk,
    viewer: Viewer,
    meeting: Meeting,
    parties: tuple[str, ...],
    frozen: Frozen,
    now: datetime,
    *,
    whole: bool = True,
) -> MeetingBook:
    """Make the book as it would be now.

    Parameters
    ----------
    desk, viewer
        Everything is looked at as the role of the screen, for the viewer's areas.
    meeting, parties
        Which meeting, and who is present.
    frozen
        The release that was made for it.
    now
        Moment, UTC.
    whole
        Whether the meeting is opened: then all readings of the parties are told. Before it only those that the viewer's
        party may see, and a role with exact figures, which sees live lights anyhow, sees what will be new.
    """
    shown = screen(viewer) if whole or viewer.detail(Level.ESTATE) is not Detail.EXACT else viewer
    place = release.place(desk.store, shown)
    period = place.periods[-1]
    ledger = events.end(desk.records)
    brought = _brought(desk, viewer, meeting, now, ledger[0], whole=whole)
    spots = agenda.spots(desk, shown, period, brought.last_book)
    items, postponed = agenda.items(desk, shown, meeting, spots, period, brought)
    previous = brought.last_book.stamp.period if brought.last_book else _before(place.periods)
    return MeetingBook(
        meeting.number,
        place.name,
        place.demo,
        meeting.on,
        parties,
        _stamp(desk, shown, (period, previous), frozen, now, ledger),
        items,
        postponed,
        spots,
        tuple(brought.agreements),
        tuple(brought.actions),
        tuple(sorted(viewer.areas)),
        _themes(desk, shown),
        tuple(
            AgreedLine(one.agreed.number, *place, one.agreed.light, one.agreed.party, one.agreed.why, one.since)
            for place, one in sorted(agreed_lights.standing(desk, shown).items())
        ),
        meeting.length,
    )


def action_line(action: Action, now: datetime) -> ActionLine:
    """Give an action as it stands on a day."""
    late = urgency(action, now.astimezone(ZONE).date()).value if action.stage is ActionStage.OPEN else ""
    plain = (action.number, action.words, action.who, action.party, action.due)
    return ActionLine(*plain, action.stage.value, late, action.agreement)


def _brought(desk: Desk, viewer: Viewer, meeting: Meeting, now: datetime, upto: int, *, whole: bool) -> Brought:
    actions = agreement_records.all_actions(desk.records, upto)
    last = last_before(list(records.all_meetings(desk.records, upto).values()), meeting)
    today, shown = now.astimezone(ZONE).date(), screen(viewer)
    running = [one for one in agreement_records.all_agreements(desk.records, upto).values() if one.live]
    lines = [standings.line(desk, shown, one, actions.values(), today) for one in running]
    given = records.all_readings(desk.records, upto).get(meeting.number, ())
    said = tuple(one for one in given if inside(desk, shown, one.level, one.unit_id))
    party = viewer.party.value if viewer.party else ""
    return Brought(
        [effects.helped(desk, shown, one) for one in lines] if whole else lines,
        [action_line(one, now) for one in in_order(actions.values()) if one.stage is ActionStage.OPEN],
        [
            one
            for one in records.all_concerns(desk.records, upto).values()
            if one.meeting == meeting.number and not one.withdrawn and inside(desk, shown, one.level, one.unit_id)
        ],
        said if whole else visible(said, party),
        _stalled(desk, viewer, now, whole=whole),
        last,
        book_texts.read(desk, last.book) if last else None,
    )


def _stalled(desk: Desk, viewer: Viewer, now: datetime, *, whole: bool) -> Stalled:
    """Count what waits: as it was released for the meeting itself and for shared roles, now for exact ones."""
    return stalled(desk, screen(viewer) if whole or not is_exact(viewer) else viewer, now)


def _stamp(
    desk: Desk, shown: Viewer, periods: tuple[str, str], frozen: Frozen, now: datetime, ledger: tuple[int, str]
) -> Stamp:
    made_by = release.model_text(desk.store, shown)
    run_id, data_hash, model_id, model_hash = (
        str(made_by.get(name, "")) for name in ("run_id", "data_hash", "model_id", "model_hash")
    )
    made_from = (run_id, data_hash, model_id, model_hash)
    return Stamp(*periods, *made_from, frozen.release_id, frozen.release_hash, code_version(), now, *ledger)


def _themes(desk: Desk, shown: Viewer) -> tuple[tuple[str, str, str], ...]:
    model = tomllib.loads(str(release.model_text(desk.store, shown).get("model_toml", "")))
    return tuple((str(one["id"]), str(one["nl"]), str(one["en"])) for one in model.get("dimensions", []))


def _before(periods: tuple[str, ...]) -> str:
    return periods[-2] if len(periods) > 1 else ""
