"""Visitors who use the map page over the websocket, as a browser does but without painting: select, open, go up."""

from __future__ import annotations

import random
import re
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.fixtures.wire import PATIENCE, Visitor, arrive

EARLY = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
STAMP = re.compile(r'\\?"stamp\\?": ?\\?"([0-9a-f]{8})')
COUNT = re.compile(r'\\?"names\\?": ?\[(.*?)\]')
SETTLE = 0.15
"""Seconds without a message after the end of a run in which a next one may still begin."""


class LostError(Exception):
    """The server showed an error, or did not do what was asked."""


@dataclass
class Walker:
    """One session on the map page.

    Parameters
    ----------
    visitor
        Its connection.
    query, page_hash, fragment
        Address, page and part of the page as the server told them last.
    buttons
        Id of every button by its key.
    map_id, stamp, shapes
        Id of the map, which layer it shows and of how many shapes.
    size
        Bytes of the last answer.
    """

    visitor: Visitor
    query: str = ""
    page_hash: str = ""
    fragment: str = ""
    buttons: dict[str, str] = field(default_factory=dict)
    map_id: str = ""
    stamp: str = ""
    shapes: int = 0
    size: int = 0

    def open(self, query: str = "", page: str = "kaart") -> None:
        """Open a page at an address, as a fresh visit."""
        message = BackMsg()
        message.rerun_script.query_string = self.query = query
        message.rerun_script.page_name = page
        self._do(message)
        if not self.map_id:
            told = f"no map came for {query or 'the first page'}"
            raise LostError(told)

    def select(self, number: int) -> None:
        """Click the shape of a number on the map."""
        message = self._message()
        told = f'{{"unit":{number},"layer":"{self.stamp}","at":{time.time_ns() // 1000}}}'
        message.rerun_script.widget_states.widgets.add(id=self.map_id, json_value=told)
        self._do(message)
        if "keuze=" not in self.query:
            told = f"the click on shape {number} was lost"
            raise LostError(told)

    def press(self, key: str) -> None:
        """Press the button of a key."""
        before = self.query
        message = self._message()
        message.rerun_script.widget_states.widgets.add(id=self.buttons[key], trigger_value=True)
        self._do(message)
        if self.query == before:
            told = f"pressing {key} was lost"
            raise LostError(told)

    def _message(self) -> BackMsg:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.page_script_hash, rerun.fragment_id = self.query, self.page_hash, self.fragment
        return message

    def _do(self, message: BackMsg) -> None:
        """Send, and take in what comes back until the page is whole."""
        self.size, self.buttons = 0, {}
        self.visitor.send(message)
        finished = False
        while True:
            try:
                data = self.visitor.socket.recv(timeout=SETTLE if finished else PATIENCE)
            except TimeoutError:
                if finished:
                    return
                raise
            assert isinstance(data, bytes)
            self.size += len(data)
            told = ForwardMsg()
            told.ParseFromString(data)
            kind = told.WhichOneof("type")
            if kind == "script_finished":
                finished = told.script_finished != EARLY
                if finished and self._whole():
                    return
            elif kind != "session_status_changed":
                finished = False
                self._note(kind or "", told)

    def _whole(self) -> bool:
        """Whether the page is there: the start page ends its run before it goes on to the map."""
        return bool(self.map_id and self.fragment)

    def _note(self, kind: str, told: ForwardMsg) -> None:
        if kind == "new_session":
            self.page_hash = told.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            self._element(told)

    def _element(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
            shown = str(element)[:300]
            raise LostError(shown)
        if kind == "button":
            self.buttons[element.button.id.rpartition("-")[2]] = element.button.id
        if kind == "component_instance":
            self.map_id, self.fragment = element.component_instance.id, told.delta.fragment_id
            found = STAMP.search(element.component_instance.json_args)
            self.stamp = found[1] if found else ""
            names = COUNT.search(element.component_instance.json_args)
            self.shapes = names[1].count(",") + 1 if names and names[1] else 0


@contextmanager
def walking(address: str) -> Iterator[Walker]:
    """Arrive with a new browser, the map page not yet opened."""
    with arrive(address) as visitor:
        yield Walker(visitor)


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of sessions met.

    Parameters
    ----------
    first
        Seconds to the first whole page, a figure a session.
    actions
        Seconds to each answer.
    errors
        What went wrong.
    """

    first: Sequence[float]
    actions: Sequence[float]
    errors: Sequence[str]


def p95(seconds: Sequence[float]) -> float:
    """Give the time within which 95 of 100 were answered."""
    if len(seconds) < 2:
        return seconds[0] if seconds else float("nan")
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def crowd(address: str, sessions: int, *, seconds: float, pause: float) -> Load:
    """Let sessions open the page at once and then each act once a pause, evenly spread, for so many seconds."""
    first: list[float] = []
    actions: list[float] = []
    errors: list[str] = []
    together = threading.Barrier(sessions)

    def visit(number: int) -> None:
        try:
            with walking(address) as walker:
                together.wait()
                first.append(_timed(walker.open))
                chance = random.Random(number)  # noqa: S311 - where people click
                begin = time.monotonic()
                turn = begin + pause * (number + 1) / sessions
                while turn < begin + seconds:
                    time.sleep(max(turn - time.monotonic(), 0))
                    actions.append(_timed(lambda: act(walker, chance)))
                    turn += pause
        except Exception as error:  # noqa: BLE001 - every failure counts, whatever it is
            errors.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(first, actions, errors)


def act(walker: Walker, chance: random.Random) -> None:
    """Do what people do on the map: mostly select, and often open what is selected or go back up."""
    ways: list[Callable[[], None]] = []
    if walker.shapes and "niveau=building" not in walker.query:  # homes can't be selected, only seen
        ways += [lambda: walker.select(chance.randrange(walker.shapes))] * 3
    if "open" in walker.buttons:
        ways += [lambda: walker.press("open")] * 3
    if "kruimel_0" in walker.buttons:
        ways.append(lambda: walker.press("kruimel_0"))
    chance.choice(ways)()


def _timed(action: Callable[[], None]) -> float:
    start = time.monotonic()
    action()
    return time.monotonic() - start
