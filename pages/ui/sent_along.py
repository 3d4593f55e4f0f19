"""What a browser may ask over its websocket: to run the page, and what a page offers; nothing for developers.

Streamlit's protocol also lets every visitor empty the caches of all sessions, list the files of the code's repository
and install files beside the code. Nobody needs that here, so such messages end at this door.
"""

from __future__ import annotations

import logging

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

_LOG = logging.getLogger(__name__)

ASKED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
"""Kinds of messages that pass; the last asks where a list that somebody chose is to be sent."""

MOST_FILES = 50
"""Files that one page may send while it is open: they stand in memory."""

OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
"""Operations that pass: the content of a download, and more rows of a table, both of the session's own page."""


class SentAlong:
    """Lets through what a page needs from its browser.

    Parameters
    ----------
    app
        What answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Listen along with one websocket; leave everything else alone."""
        await self._app(scope, _needed(receive) if scope["type"] == "websocket" else receive, send)


def allowed(message: bytes, room: int = MOST_FILES) -> bool:
    """Whether a message of a browser is one that a page needs; what can't be read goes on, to be refused there.

    Parameters
    ----------
    message
        As it came over the websocket.
    room
        Files that this page may still send.
    """
    asked = _read(message)
    if asked is None:
        return True
    kind = asked.WhichOneof("type")
    if kind == "backend_operation_request":
        return asked.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in ASKED and len(asked.file_urls_request.file_names) <= room


def _read(message: bytes) -> BackMsg | None:
    asked = BackMsg()
    try:
        asked.ParseFromString(message)
    except DecodeError:
        return None
    return asked


def _needed(receive: Receive) -> Receive:
    room = MOST_FILES

    async def wrapped() -> Message:
        nonlocal room
        while True:
            message = await receive()
            told = message.get("bytes") or b""
            if message["type"] != "websocket.receive" or allowed(told, room):
                asked = _read(told)
                room -= len(asked.file_urls_request.file_names) if asked else 0
                return message
            _LOG.warning("a browser asked for something that no page needs; it was not passed on")

    return wrapped
