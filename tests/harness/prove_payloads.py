"""No role is sent what it may not see: every byte of every page, download, error page and address.

One string is planted in each class of data (`tests.harness.planted`). A visitor without a browser plays every role,
opens every page of the app in several states and downloads what is offered; all that the server sends is searched.
"""

from __future__ import annotations

import ast
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.domain.access import Role
from pages.ui.text import catalogue
from tests.fixtures.dashboard import ROOT, environment, serving
from tests.fixtures.wire import Visitor, arrive, ask
from tests.harness.evidence import Evidence
from tests.harness.planted import CANARIES, plant
from tests.samples import small_town

STATES: dict[str, dict[str, str]] = {
    "town": {},
    "building": {"niveau": "building", "gebied": small_town.FLAT, "toon": "dwelling"},
    "buildings": {"niveau": "municipality", "gebied": "GM9998", "toon": "building"},
    "neighbourhood in English": {"niveau": "neighbourhood", "gebied": "BU99980101", "taal": "en"},
    "forged": {"rol": "admin", "toon_als": "corporation_manager", "gebied": "' OR 1=1 --", "niveau": "dwelling"},
    "a home by its id": {"niveau": "dwelling", "gebied": small_town.dwelling(small_town.FLAT, 2)},
}
NOT_A_PAGE = "bestaat-niet"
ENTRANCE = ROOT / "pages" / "ui" / "app.py"


def addresses() -> list[str]:
    """Give the address of every page, as the app lists them: a new page is searched with the others."""
    for node in ast.parse(ENTRANCE.read_text(encoding="utf-8")).body:
        if (
            isinstance(node, ast.AnnAssign)
            and ast.unparse(node.target) == "PAGES"
            and isinstance(node.value, ast.Tuple)
        ):
            return [ast.literal_eval(page.elts[1]) for page in node.value.elts if isinstance(page, ast.Tuple)]
    message = f"{ENTRANCE} has no PAGES"
    raise ValueError(message)


@dataclass
class Found:
    """What was searched, and where a planted string stood."""

    payloads: int = 0
    forbidden: list[tuple[str, str, str]] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    def search(self, role: Role, where: str, content: bytes) -> None:
        """Look for every planted string in one payload."""
        self.payloads += 1
        for canary in CANARIES:
            if any(canary.text in part for part in _opened(content)):
                self.seen.add((canary.name, role.value))
                if canary.forbidden(role, where):
                    self.forbidden.append((canary.name, role.value, where))

    @property
    def unseen(self) -> list[tuple[str, str]]:
        """Which strings a role may have and never got."""
        wanted = {(one.name, role.value) for one in CANARIES if one.shown for role in Role if one.allowed(role)}
        return sorted(wanted - self.seen)


def run() -> Evidence:
    """Play every role on every page in every state."""
    with tempfile.TemporaryDirectory() as folder:
        found = search(Path(folder), tuple(Role), tuple(STATES))
    pages, good = len(addresses()) + 1, not found.forbidden and not found.unseen
    figure = (
        f"{len(Role)} roles x {pages} pages x {len(STATES)} states: {found.payloads} payloads, "
        f"{len(found.forbidden)} forbidden strings, {len(found.unseen)} allowed ones never seen"
    )
    if not good:
        figure += f" ({found.forbidden[:5]} {found.unseen[:5]})"
    numbers = {"payloads": found.payloads, "forbidden": len(found.forbidden), "unseen": len(found.unseen)}
    return Evidence(figure, numbers, met=good)


def search(folder: Path, roles: Sequence[Role], states: Sequence[str]) -> Found:
    """Search what these roles are sent in these states, on every page of the app."""
    var = folder / "var"
    plant(var)
    found = Found()
    with serving(environment(var), folder / "log") as address:
        for role in roles:
            with arrive(address) as visitor:
                _play(visitor, role, states, found)
    return found


def _play(visitor: Visitor, role: Role, states: Sequence[str], found: Found) -> None:
    choice = _choice(visitor)
    for page in (*addresses(), NOT_A_PAGE):
        for state in states:
            where, asked = f"{page}, {state}", {"taal": "nl"} | STATES[state]
            chosen = {choice: ("string_value", catalogue(asked["taal"])[f"rol.{role.value}"])}
            found.search(role, where, visitor.run(page, chosen, **asked))
            for name, content in _files(visitor):
                found.search(role, f"{where}, file {name}", content)
        found.search(role, f"{page}, as a plain request", ask(visitor.address, f"/{page}").body)


def _choice(visitor: Visitor) -> str:
    """Give the id of the choice of role in the header: what it stands on goes along with every run, as a word."""
    visitor.run("kaart")
    word = catalogue("nl")["kop.rol"]
    [choice] = [key for key, told in visitor.widgets.items() if told["kind"] == "selectbox" and told["label"] == word]
    return choice


def _files(visitor: Visitor) -> Iterator[tuple[str, bytes]]:
    """Fetch every download that the last run offered."""
    offered = [told for told in visitor.widgets.values() if told["kind"] == "download_button"]
    visitor.widgets.clear()
    for told in offered:
        if "deferredFileId" in told:
            yield str(told["label"]), visitor.file(str(told["deferredFileId"])).body
        elif "url" in told:
            yield str(told["label"]), ask(visitor.address, str(told["url"]), cookies=visitor.cookies).body


def _opened(content: bytes) -> Iterator[bytes]:
    """Give a payload, and what a spreadsheet or other archive in it holds."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield archive.read(name)
