"""Answers that all sessions share: asked once, for whoever may have the same, and nobody's to change."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any, cast

import pandas as pd
import pytest

from data.domain.access import Role, Viewer
from data.release import Store
from data.released import Card
from pages.ui import kept, live

ANNE = Viewer(Role.TENANTS, frozenset({"BU1"}), name="Anne", person="p-1")
BRAM = Viewer(Role.TENANTS, frozenset({"BU1"}), name="Bram", person="p-2")


@pytest.fixture(autouse=True)
def _town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "named", lambda: "file release-1")
    monkeypatch.setattr(live, "store", lambda: cast("Store", "store"))


def asking(answer: Callable[..., Any]) -> tuple[kept.Kept[[str], Any], list[tuple[object, ...]]]:
    """Keep a question, and note each time that it is really asked."""
    asked: list[tuple[object, ...]] = []

    @kept.kept()
    def question(store: Store, viewer: Viewer, about: str) -> Any:
        asked.append((store, viewer, about))
        return answer()

    return question, asked


def test_people_who_may_have_the_same_share_an_answer_and_nobodys_name_is_kept() -> None:
    question, asked = asking(lambda: 7)
    assert (question(ANNE, "a"), question(BRAM, "a")) == (7, 7)
    assert asked == [("store", Viewer(Role.TENANTS, frozenset({"BU1"})), "a")]


@pytest.mark.parametrize(
    "other",
    [
        Viewer(Role.PROJECTOR, frozenset({"BU1"})),
        Viewer(Role.TENANTS, frozenset({"BU2"})),
        Viewer(Role.TENANTS, frozenset({"BU1"}), within=Role.ADMIN),
    ],
)
def test_another_role_area_or_real_role_is_asked_for_itself(other: Viewer) -> None:
    question, asked = asking(lambda: 7)
    question(ANNE, "a")
    question(other, "a")
    assert [one[1] for one in asked] == [Viewer(Role.TENANTS, frozenset({"BU1"})), other]


def test_another_question_and_another_release_are_asked_for_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    question, asked = asking(lambda: 7)
    question(ANNE, "a")
    question(ANNE, "b")
    monkeypatch.setattr(live, "named", lambda: "file release-2")
    question(ANNE, "a")
    assert [one[2] for one in asked] == ["a", "b", "a"]


def test_what_one_caller_adds_to_a_frame_nobody_else_sees() -> None:
    question, asked = asking(lambda: pd.DataFrame({"score": [1.0]}))
    mine = question(ANNE, "a")
    mine["mine"] = "secret"
    mine.loc[0, "score"] = 9.0
    assert question(BRAM, "a").to_dict("list") == {"score": [1.0]}
    assert len(asked) == 1


def test_what_one_caller_adds_to_the_frames_of_a_record_or_a_pair_nobody_else_sees() -> None:
    record, _ = asking(lambda: Card({}, pd.DataFrame({"score": [1.0]}), pd.DataFrame()))
    mine = record(ANNE, "a").dimensions
    mine["mine"] = "secret"
    assert list(record(BRAM, "a").dimensions) == ["score"]
    pair, _ = asking(lambda: (pd.DataFrame({"score": [1.0]}), pd.DataFrame()))
    mine, _ = pair(ANNE, "a")
    mine["mine"] = "secret"
    assert list(pair(BRAM, "a")[0]) == ["score"]


def test_what_one_caller_adds_to_a_list_or_dictionary_nobody_else_sees() -> None:
    for made in ([1], {1: 1}):
        question, _ = asking(lambda made=made: made)
        question(ANNE, "a").clear()
        assert len(question(BRAM, "a")) == 1


def test_an_error_is_not_kept() -> None:
    answers = iter([ZeroDivisionError, 7])

    def fails_once() -> int:
        answer = next(answers)
        if isinstance(answer, int):
            return answer
        raise answer

    question, _ = asking(fails_once)
    with pytest.raises(ZeroDivisionError):
        question(ANNE, "a")
    assert question(ANNE, "a") == 7


def test_sessions_that_ask_at_once_wait_for_one_answer() -> None:
    together, may_end = Barrier(5), Event()

    def slow() -> int:
        may_end.wait(5)
        return 7

    question, asked = asking(slow)

    def session() -> int:
        together.wait()
        return cast("int", question(ANNE, "a"))

    with ThreadPoolExecutor(4) as sessions:
        waiting = [sessions.submit(session) for _ in range(4)]
        together.wait()
        time.sleep(0.1)  # all four have asked by now
        may_end.set()
        assert [one.result() for one in waiting] == [7] * 4
    assert len(asked) == 1


def test_everything_can_be_forgotten() -> None:
    question, asked = asking(lambda: 7)
    question(ANNE, "a")
    kept.forget()
    question(ANNE, "a")
    assert len(asked) == 2
