"""What the page of the meeting asks the desk; what was frozen is kept by its hash."""

from __future__ import annotations

from datetime import UTC, datetime

from data.desk import agreed_lights, preparing
from data.desk import meetings as desk
from data.desk.meeting_book import ActionLine, AgreementLine, Item, MeetingBook, Spot
from data.desk.meetings import Held
from data.domain.access import Viewer
from data.domain.agreed_lights import AgreedLight
from data.domain.concerns import Concern
from data.domain.meetings import Meeting
from data.domain.readings import Reading
from data.release import Store
from pages.ui import reads
from pages.ui.kept import kept

__all__ = ["ActionLine", "AgreedLight", "AgreementLine", "Held", "Item", "MeetingBook", "Spot"]


def meetings(viewer: Viewer) -> dict[str, Meeting]:
    """Give every meeting by number."""
    return desk.meetings(reads.desk(), viewer)


def held(viewer: Viewer, number: str) -> Held:
    """Give a meeting that was opened, as it was."""
    return desk.held(reads.desk(), viewer, number)


def at_screen(viewer: Viewer, number: str) -> Viewer:
    """Give the screen of an open meeting, with the areas that the meeting shows."""
    return desk.at_screen(reads.desk(), viewer, number)


def prepared(viewer: Viewer, number: str) -> MeetingBook:
    """Give the agenda as it would be now; made anew when something was recorded or published."""
    return _prepared(viewer, number, desk.latest(reads.desk(), viewer))


def concerns(viewer: Viewer, number: str) -> list[Concern]:
    """Give the concerns that were brought to a meeting."""
    return preparing.concerns(reads.desk(), viewer, number)


def readings(viewer: Viewer, number: str) -> tuple[Reading, ...]:
    """Give the readings that the viewer's party may see."""
    return preparing.readings(reads.desk(), viewer, number)


def agreed_light(viewer: Viewer, item: Item) -> AgreedLight | None:
    """Give the agreed light that stands now at the place of an item; None for none."""
    found = agreed_lights.standing(reads.desk(), viewer).get((item.level, item.unit_id))
    return found.agreed if found else None


@kept(32)
def _prepared(_: Store, viewer: Viewer, number: str, latest: int) -> MeetingBook:  # noqa: ARG001 - part of the key
    return desk.prepared(reads.desk(), viewer, number, now=datetime.now(UTC))
