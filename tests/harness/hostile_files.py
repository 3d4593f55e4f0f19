"""Whether a saved file could make the program that opens it do something: a formula, a script, an address elsewhere."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser

from tests.fixtures.browser import Watch

OFFICE = (".xlsx", ".pptx", ".docx")
PROGRAMS = ("vbaProject", "activeX", "oleObject", "externalLink")
"""Parts of an office file that act."""

ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|OpenAction|URI|SubmitForm|EmbeddedFile)\b")
"""What a PDF does when it is opened or pressed."""


def faults(path: Path, browser: Browser) -> list[str]:
    """Say what in a file acts, or that it can't be read."""
    content, kind = path.read_bytes(), path.suffix
    found: list[str] = []
    if kind in OFFICE:
        found = _office(content)
    elif kind == ".pdf":
        found = [one.decode() for one in ACTS.findall(content)]
    elif kind == ".png":
        found = [] if content.startswith(b"\x89PNG") else ["no picture"]
    elif kind == ".geojson":
        found = [] if json.loads(content)["features"] else ["no places"]
    elif kind == ".gpkg":
        found = [] if sqlite3.connect(path).execute("SELECT count(*) FROM gpkg_contents").fetchone()[0] else ["empty"]
    elif kind == ".html":
        found = acting(content.decode("utf-8"), browser)
    return [f"{path.name}: {one}" for one in found]


def _office(content: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    found += [f"{name} leads elsewhere" for name, part in parts.items() if b'TargetMode="External"' in part]
    found += [f"{name} is a program" for name in parts if any(mark in name for mark in PROGRAMS)]
    if any(name.startswith("xl/") for name in parts):
        book = load_workbook(io.BytesIO(content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        found += [f"{cell.coordinate} is a formula" for cell in cells if cell.data_type == "f" or cell.hyperlink]
    return found


def acting(page: str, browser: Browser) -> list[str]:
    """Show a page without any policy in a browser of its own, and say what of it ran."""
    context = browser.new_context()
    watch, shown = Watch(), context.new_page()
    watch.follow(context)
    asked: list[str] = []
    shown.on("dialog", lambda dialog: (asked.append("a dialog"), dialog.dismiss()))
    shown.set_content(page)
    shown.wait_for_timeout(300)
    ran = [
        one
        for one in ("window.hit", "document.querySelector('iframe, object, embed')")
        if shown.evaluate(f"Boolean({one})")
    ]
    context.close()
    return [*ran, *asked, *watch.foreign]
