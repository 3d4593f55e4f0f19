"""What the server answers beside Streamlit's pages, and the headers that every answer carries."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.settings import Settings
from geo.assets import Asset, assets
from pages.ui import sign_in
from pages.ui.own_files import OwnFiles
from pages.ui.sent_along import SentAlong

LANGUAGE = b"nl"

AT_ROOT = b"window.__streamlit={BACKEND_BASE_URL:window.location.origin}"
"""Tells a page opened on a deep address where the server is; else Streamlit tries that address first and gets a 404."""

YEAR = 365 * 24 * 3600

CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
"""Streamlit's own addresses that nobody here needs: figures of the process, driving the app by robot."""

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Headers of every answer."""

Headed = Callable[[Message], Awaitable[None]]
Edit = Callable[[bytes], bytes]


def _serve(asset: Asset) -> Route:
    async def answer(_: Request) -> Response:
        kept = f"public, max-age={YEAR}, immutable"
        return Response(asset.content, media_type=asset.content_type, headers={"Cache-Control": kept})

    return Route(f"/{asset.address}", answer)


async def _health(_: Request) -> Response:
    """Say whether both stores answer; without the records the figures can still be looked at."""
    from pages.ui import reads  # noqa: PLC0415 - what it keeps for all sessions asks for a server that runs

    health = await run_in_threadpool(reads.health)
    status = "ok" if health.sound else "read-only" if health.warehouse else "down"
    told = {"status": status, "warehouse": health.warehouse, "records": health.records}
    return JSONResponse(told, 200 if health.warehouse else 503, headers={"Cache-Control": "no-store"})


ROUTES: list[Route] = [Route("/health", _health), *(_serve(asset) for asset in assets().values())]
"""Addresses of our own; everything else is Streamlit's."""


def middleware(settings: Settings) -> list[Middleware]:
    """Everything that stands between a visitor and Streamlit."""
    secure = sign_in.over_tls()
    hosts = [str(host) for host in st.get_option("server.allowedHosts")]
    return [
        Middleware(Guard, base_map=settings.base_map, secure=secure),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(OwnFiles, secure=secure),
        Middleware(SentAlong),
    ]


def page_policy() -> str:
    """Content security policy of the pages: only this server, and never inside somebody else's frame.

    Streamlit writes style elements while it runs, hence ``unsafe-inline`` for styles; its one inline script is allowed
    by its digest.
    """
    return "; ".join([
        "default-src 'self'",
        f"script-src 'self' {_inline_scripts()}".rstrip(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ])  # fmt: skip


def frame_policy(base_map: str = "") -> str:
    """Content security policy of the map's frame: scripts of this server, no origin, no connection to anywhere.

    ``sandbox`` without ``allow-same-origin`` takes the frame out of our origin: it can't read the page around it, nor
    cookies or storage. streamlit-folium evaluates the layer's script, hence ``unsafe-eval``.

    Parameters
    ----------
    base_map
        XYZ address; its host is the only other one from which pictures may come. Empty for none.
    """
    return "; ".join([
        "sandbox allow-scripts",
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        f"img-src 'self' data: {_host(base_map)}".rstrip(),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ])  # fmt: skip


class Guard:
    """Sets the headers of every answer, closes what nobody needs and names the language of the pages.

    Parameters
    ----------
    app
        What answers.
    base_map
        XYZ address of the base map; empty for none.
    secure
        Whether browsers reach the server over TLS: no cookie then travels without it.
    """

    def __init__(self, app: ASGIApp, *, base_map: str = "", secure: bool = False) -> None:
        self._app, self._secure = app, secure
        self._page, self._frame = page_policy(), frame_policy(base_map)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        frame = path.startswith("/component/")
        headed = _headed(send, self._frame if frame else self._page, secure=self._secure)
        if path.startswith(CLOSED):
            await Response(status_code=404)(scope, receive, headed)
            return
        await self._app(_plain(scope), receive, _edited(headed, in_dutch if frame else page))


def _headed(send: Send, policy: str, *, secure: bool) -> Headed:
    """Add the headers to an answer."""

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = policy
            headers.update(COMMON)
            if secure:
                headers["Strict-Transport-Security"] = f"max-age={YEAR}"
                message["headers"] = [_only_over_tls(pair) for pair in message["headers"]]
        await send(message)

    return wrapped


def _only_over_tls(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    name, value = header
    open_cookie = name == b"set-cookie" and b"; secure" not in value.lower()
    return (name, value + b"; Secure") if open_cookie else header


def _plain(scope: Scope) -> Scope:
    """Ask pages uncompressed, so that their language can be written in."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}


def _edited(send: Headed, edit: Edit) -> Headed:
    """Edit an HTML page on its way out; let everything else pass as it comes."""
    start: Message = {}
    body = bytearray()

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        if not _is_page(start):
            await send(message)
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_page(send, start, edit(bytes(body)))

    return wrapped


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


async def _send_page(send: Headed, start: Message, body: bytes) -> None:
    if body:  # the answer to HEAD has none, and keeps the length that it announces
        MutableHeaders(scope=start)["content-length"] = str(len(body))
    await send(start)
    await send({"type": "http.response.body", "body": body})


def in_dutch(body: bytes) -> bytes:
    """Name the language of an HTML page."""
    return re.sub(rb'(<html\b[^>]*\blang=")[^"]*', rb"\g<1>" + LANGUAGE, body, count=1)


def page(body: bytes) -> bytes:
    """Make Streamlit's page ours: its language, and where the server is."""
    return in_dutch(body).replace(b"<head>", b"<head><script>" + AT_ROOT + b"</script>", 1)


@cache
def _inline_scripts() -> str:
    """Digests of the scripts that stand inside the page, so that no other inline script runs."""
    served = page((Path(st.__file__).parent / "static" / "index.html").read_bytes())
    digests = (hashlib.sha256(script).digest() for script in re.findall(rb"<script>(.*?)</script>", served, re.DOTALL))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def _host(url: str) -> str:
    """Origin of an XYZ address as a policy writes it; empty for anything that is not a plain web address."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
    return origin if re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.-]+(:\d+)?", origin) else ""
