"""Files that Streamlit keeps reach, and come from, only the browser that was told where.

Streamlit serves ``/media/<name>`` to whoever knows the name, and takes a file at ``/_stcore/upload_file/<name>`` from
whoever has a session. Here a browser gets a cookie of its own with its first page; what its websocket is sent is read
for such names, and only those are open to it. The names are kept as digests in the memory of this process, like the
files themselves.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import OrderedDict

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "buurtstoplicht_browser"
FOLDERS = ("/media/", "/_stcore/upload_file/")
"""Where files are fetched, and where they are sent."""

KEPT = 20_000
"""How many files all browsers together are remembered to own; the oldest are forgotten first."""

_NAMED = re.compile(
    rb"/media/[0-9A-Za-z_-]{16,}(?:\.[0-9A-Za-z]{1,10})?|/_stcore/upload_file/[0-9A-Za-z-]{16,}/[0-9A-Za-z-]{16,}"
)
_WELL_MADE = re.compile(r"[0-9A-Za-z_-]{43}")


class OwnFiles:
    """Answers requests for kept files to their own browser only.

    Parameters
    ----------
    app
        What answers.
    secure
        Whether browsers reach the server over TLS: the cookie then never travels without it.
    """

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        self._app = app
        self._attributes = f"Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"
        self._owned: OrderedDict[bytes, None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or listen along with one websocket."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        browser = _browser(scope)
        if scope["type"] == "websocket":
            await self._app(scope, receive, self._listened(browser, send))
        elif scope["path"].startswith(FOLDERS) and not self._owns(browser, scope["path"]):
            await Response(status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send if browser else self._named(send))

    def _owns(self, browser: str, path: str) -> bool:
        name = path.encode("utf-8", "surrogateescape")
        return bool(browser) and _digest(browser, name) in self._owned

    def _listened(self, browser: str, send: Send) -> Send:
        """Note which files a websocket tells its browser of."""

        async def wrapped(message: Message) -> None:
            if message["type"] == "websocket.send" and browser:
                for name in _NAMED.findall(message.get("bytes") or b""):
                    self._own(_digest(browser, name))
            await send(message)

        return wrapped

    def _own(self, digest: bytes) -> None:
        self._owned[digest] = None
        self._owned.move_to_end(digest)
        while len(self._owned) > KEPT:
            self._owned.popitem(last=False)

    def _named(self, send: Send) -> Send:
        """Give a browser without a cookie one with its page."""

        async def wrapped(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", f"{COOKIE}={secrets.token_urlsafe(32)}; {self._attributes}")
            await send(message)

        return wrapped


def _browser(scope: Scope) -> str:
    """Give the cookie of the browser that asks; empty without one, or with one that was not made here."""
    found = HTTPConnection(scope).cookies.get(COOKIE, "")
    return found if _WELL_MADE.fullmatch(found) else ""


def _digest(browser: str, name: bytes) -> bytes:
    return hashlib.sha256(browser.encode("ascii") + name).digest()
