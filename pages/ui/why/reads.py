"""What explains an exact light, worked out once for all sessions that may have it."""

from __future__ import annotations

from data.domain.access import Detail, Viewer
from data.release import Store
from data.released import Unit
from pages.ui import reads
from pages.ui.kept import kept
from pages.ui.why import facts as why
from pages.ui.why.facts import Facts


@kept()
def facts(_: Store, viewer: Viewer, unit: Unit, period: str) -> Facts | None:
    """Work an explanation out; None where this viewer may not have the figures, or nothing was published."""
    model, told = reads.model(viewer), reads.explanation(viewer, unit, period)
    return None if model is None or told.detail is not Detail.EXACT else why.facts(told, model, period)
