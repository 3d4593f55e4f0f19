"""The watch over the browser must itself be able to fail: it sees other hosts, console errors and exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import Watch, is_local

pytestmark = pytest.mark.browser


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    site.server_close()


def _open(page: Page, folder: Path, body: str) -> None:
    (folder / "index.html").write_text(
        f'<!doctype html><link rel="icon" href="data:,"><body>{body}</body>', encoding="utf-8"
    )
    with _site(folder) as address:
        page.goto(address, wait_until="networkidle")


def test_a_quiet_page_passes(page: Page, watch: Watch, tmp_path: Path) -> None:
    _open(page, tmp_path, "<script>document.title = 'rustig'</script>")
    assert page.title() == "rustig"
    assert watch.verdict() == ""


def test_a_request_to_another_host_is_blocked_and_noted(page: Page, watch: Watch, tmp_path: Path) -> None:
    _open(page, tmp_path, '<img src="https://tiles.example.org/1.png">')
    assert watch.foreign == ["https://tiles.example.org/1.png"]
    watch.foreign.clear()
    watch.errors.clear()


def test_a_frame_and_a_socket_are_watched_too(page: Page, watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "frame.html").write_text("<script>new WebSocket('wss://feed.example.org/')</script>", encoding="utf-8")
    _open(page, tmp_path, '<iframe src="frame.html" sandbox="allow-scripts"></iframe>')
    assert watch.foreign == ["wss://feed.example.org/"]
    watch.foreign.clear()
    watch.errors.clear()


def test_console_errors_and_exceptions_are_noted(page: Page, watch: Watch, tmp_path: Path) -> None:
    _open(page, tmp_path, "<script>console.error('mis'); throw new Error('stuk')</script>")
    assert any("mis" in error for error in watch.errors)
    assert any("stuk" in error for error in watch.errors)
    watch.errors.clear()


@pytest.mark.parametrize("url", ["http://127.0.0.1:8501/x", "ws://localhost:1/", "data:,", "blob:http://x/1"])
def test_addresses_on_this_machine_are_local(url: str) -> None:
    assert is_local(url)


@pytest.mark.parametrize("url", ["https://127.0.0.1.example.org/", "http://10.0.0.1/", "file:///etc/passwd"])
def test_other_addresses_are_not(url: str) -> None:
    assert not is_local(url)
