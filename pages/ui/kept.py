"""Answers of the gate, kept for all sessions as they are: none is written out and read again.

An answer does not change: a new release is another question. Nothing kept depends on who the person is, only on what
the role and its areas narrow; nothing is kept by a function that does not go through the gate.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass, replace
from functools import update_wrapper
from threading import Condition
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

import pandas as pd
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from data.domain.access import Viewer
from data.release import Store
from pages.ui import live

P = ParamSpec("P")
R = TypeVar("R")

MOST = 512
"""Answers that are kept of one question."""

_FRAMES = (pd.DataFrame, pd.Series)

_ALL: list[LRUCache[Hashable, object]] = []


class Kept(Generic[P, R]):
    """A question to the gate whose answers are kept; called without the store, which is that of what is live.

    Sessions that ask the same at once wait for one answer. Each caller gets frames of its own that share their data
    (pandas copies on write): a column that it adds is seen by nobody else. An error is not kept.
    """

    def __init__(self, ask: Callable[Concatenate[Store, Viewer, P], R], most: int) -> None:
        answers: LRUCache[Hashable, object] = LRUCache(most)
        _ALL.append(answers)
        update_wrapper(self, ask)

        @cached(answers, key=hashkey, condition=Condition())
        def answer(named: str, viewer: Viewer, *args: P.args, **kwargs: P.kwargs) -> R:  # noqa: ARG001 - the key
            return ask(live.store(), viewer, *args, **kwargs)

        self._answer = answer

    def __call__(self, viewer: Viewer, *args: P.args, **kwargs: P.kwargs) -> R:
        """Give the answer for this viewer, of what is live now."""
        nameless = replace(viewer, name="", person="")
        return cast("R", _own(self._answer(live.named(), nameless, *args, **kwargs)))


def kept(most: int = MOST) -> Callable[[Callable[Concatenate[Store, Viewer, P], R]], Kept[P, R]]:
    """Keep the answers of a function of the store, the viewer and what is asked, which can all be hashed."""
    return lambda ask: Kept(ask, most)


def forget() -> None:
    """Forget every answer, as a new process does."""
    for answers in _ALL:
        answers.clear()


def _own(answer: Any) -> Any:  # noqa: ANN401 - what comes in goes out
    """Give frames that share their data and nothing else, also where they are fields of a record."""
    if isinstance(answer, _FRAMES):
        return answer.copy(deep=False)
    if type(answer) is tuple:
        return tuple(map(_own, answer))
    if isinstance(answer, (list, dict)):
        return answer.copy()
    if is_dataclass(answer) and not isinstance(answer, type):
        held = {one.name: getattr(answer, one.name) for one in fields(answer) if one.init}
        frames = {name: value.copy(deep=False) for name, value in held.items() if isinstance(value, _FRAMES)}
        return replace(answer, **frames) if frames else answer
    return answer
