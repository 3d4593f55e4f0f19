"""What a session was shown last: selecting a place changes neither the map nor the list, so neither is made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

import pandas as pd
import streamlit as st

from pages.ui import live
from pages.ui.layers.shape import Painted
from pages.ui.selection import kept
from pages.ui.situation import Situation
from pages.ui.text import language

M = TypeVar("M")

_LAST = "kaart_getekend"


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was made of one view, by name.

    Parameters
    ----------
    about, frames
        All that it was made of: the release, the viewer, the view but for what is selected, and the figures.
    """

    about: tuple[object, ...]
    frames: tuple[pd.DataFrame, ...]
    made: dict[str, object] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], M]) -> M:
        """Give what was made of this view under a name, or make it now."""
        if name not in self.made:
            self.made[name] = make()
        return cast("M", self.made[name])

    def same(self, other: Remembered) -> bool:
        """Whether two were made of the same."""
        return self.about == other.about and all(map(pd.DataFrame.equals, self.frames, other.frames))


def remembered(now: Situation, painted: Painted) -> Remembered:
    """Give what this session was shown last if it is of the same view, otherwise one that is empty.

    Of homes nothing is kept.
    """
    about = (
        *(live.named(), now.viewer, now.unit, replace(now.view, selected=None), kept.members(), language()),
        *(painted.summary, painted.column),
    )
    beneath = pd.DataFrame() if painted.beneath is None else painted.beneath
    fresh = Remembered(about, (now.units, painted.units, beneath))
    if now.homes:
        return fresh
    last: Remembered | None = st.session_state.get(_LAST)
    if last is not None and last.same(fresh):
        return last
    st.session_state[_LAST] = fresh
    return fresh
