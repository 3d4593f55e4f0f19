"""The product names no host of somebody else: nothing is fetched from, or sent to, another machine unasked."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("data", "geo", "scoring", "pages", ".streamlit")
KINDS = {".py", ".sql", ".toml", ".js", ".css", ".html", ".svg", ".json", ".mako"}
HOST = re.compile(r"(?:https?:|wss?:|[\"'(=]\s*)//([A-Za-z0-9.-]+\.[A-Za-z]{2,}|localhost|[0-9.]+|host)\b")
NAMES_OF_THINGS = {
    "www.w3.org",  # namespaces of SVG and XML: names, never fetched
    "www.opengis.net",  # namespace of GML
}
THIS_MACHINE = {"localhost", "127.0.0.1"}
EXAMPLES = {"host"}  # https://host/..., in the text about a setting


def _files() -> list[Path]:
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in KINDS]
    return [*inside, ROOT / "dashboard.py"]


def _foreign(text: str) -> list[str]:
    return [host for host in HOST.findall(text) if host not in NAMES_OF_THINGS | THIS_MACHINE | EXAMPLES]


def test_no_code_names_a_foreign_host() -> None:
    found = {str(path.relative_to(ROOT)): _foreign(path.read_text(encoding="utf-8")) for path in _files()}
    assert {path: hosts for path, hosts in found.items() if hosts} == {}


def test_the_search_finds_hosts_in_every_spelling() -> None:
    text = (
        """ "https://tiles.example.org/1" url(//fonts.example.com/a) 'wss://feed.example.net' src="//cdn.example.io" """
    )
    hosts = ["tiles.example.org", "fonts.example.com", "feed.example.net", "cdn.example.io"]
    assert _foreign(text) == hosts
    assert _foreign("a = 7 // b.real; 'http://127.0.0.1:8501' http://www.w3.org/2000/svg") == []


def test_streamlit_sends_nothing_home() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert re.search(r"^gatherUsageStats = false\b", config, re.MULTILINE)
