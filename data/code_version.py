"""The version of the product, as a hash over its own code: a meeting says with which code it was made."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("data", "geo", "scoring", "pages")
ENDINGS = (".py", ".sql", ".toml", ".js", ".css", ".html")


@cache
def code_version() -> str:
    """Give SHA-256 over the names and contents of all code files, in hexadecimal; the same on every machine."""
    found = hashlib.sha256()
    files = (file for package in PACKAGES for file in (ROOT / package).rglob("*") if file.suffix in ENDINGS)
    for name, file in sorted((file.relative_to(ROOT).as_posix(), file) for file in files):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{name}\n{hashlib.sha256(content).hexdigest()}\n".encode())
    return found.hexdigest()
