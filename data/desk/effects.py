"""Whether focus agreements helped: weighed with all exact figures when a meeting is opened, and told in words alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data import release
from data.desk import agreed_lights
from data.desk.guard import Desk
from data.desk.meeting_book import AgreementLine
from data.domain.access import Detail, Role, Viewer
from data.domain.agreements import Sort
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.followed import Outcome
from data.domain.periods import first_after


def helped(desk: Desk, viewer: Viewer, line: AgreementLine) -> AgreementLine:
    """Say of a focus agreement about a place whether it helped; of a place that the viewer may not see nothing.

    Nobody but the one who looks at it now gets exact figures: out come two words, one for the place and one for its
    neighbours. Shared roles are told them of what a meeting froze, so that nobody can try out starts and places.
    """
    about = line.sort == Sort.FOCUS.value and line.unit_id and line.starts is not None
    if not about or desk.judge is None or not agreed_lights.seen(desk, viewer, Level(line.level), line.unit_id):
        return line
    found = _outcome(desk, line)
    return replace(line, effect=found.place.value, nearby=found.nearby.value)


def _outcome(desk: Desk, line: AgreementLine) -> Outcome:
    place = release.place(desk.store, Viewer(Role.PROJECTOR, frozenset()))
    level, inside = Level(line.level), Viewer(Role.CORPORATION_MANAGER, frozenset({place.root}))
    start = first_after(place.periods, line.starts or date.max)
    if not start or desk.judge is None or inside.detail(level) is not Detail.EXACT:
        return Outcome()
    asked = (desk.store, inside, Level.MUNICIPALITY, place.root, level)
    try:
        _, steps = release.trial(*asked, place.periods[-1])
        return desk.judge(line.unit_id, start, steps, release.shapes(*asked))
    except AccessDeniedError:
        return Outcome()
