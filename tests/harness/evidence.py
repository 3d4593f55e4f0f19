"""What a proof gives back, how it is kept, and the table that the README shows of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
SHOWN = ROOT / "docs" / "evidence.json"
"""The figures that the README shows; committed, so that a test can say when the two disagree."""

START, END = "<!-- evidence: made by `python -m tests.harness readme` -->", "<!-- end of evidence -->"
HEAD = ("| promise | measured | repeat |", "| --- | --- | --- |")
VERDICT = {True: "", False: "**not met**: ", None: ""}

Numbers = Mapping[str, float | str]


class AbsentError(Exception):
    """What a proof needs is not on this machine; says what, and how to get it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one proof found.

    Parameters
    ----------
    figure
        For a reader: ``200 kills, 8 writers: 2,345 confirmed, 0 lost``.
    numbers
        The same for a program.
    met
        Whether what was promised holds; None when nothing was promised.
    """

    figure: str
    numbers: Numbers
    met: bool | None


def record(name: str, claim: str, found: Evidence, now: datetime) -> dict[str, object]:
    """Give the evidence as it is kept: with its name, what it proves, when it was found and how to repeat it."""
    when = now.astimezone(UTC).isoformat(timespec="seconds")
    return asdict(found) | {"name": name, "claim": claim, "when": when, "repeat": f"make harness NAMES={name}"}


def kept(file: Path) -> dict[str, dict[str, object]]:
    """Read what is kept, by name; empty when there is no such file."""
    if not file.is_file():
        return {}
    return {str(one["name"]): one for one in json.loads(file.read_text(encoding="utf-8"))}


def keep(file: Path, found: Mapping[str, Mapping[str, object]]) -> None:
    """Add evidence to a file, or replace what it held under the same names."""
    held = kept(file) | {name: dict(one) for name, one in found.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([held[name] for name in sorted(held)], indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


def table(claims: Mapping[str, str], evidence: Mapping[str, Mapping[str, object]]) -> str:
    """Lay the evidence out as Markdown, one row a proof; what was not measured says so."""
    return "\n".join([*HEAD, *(_row(name, claim, evidence.get(name)) for name, claim in claims.items())])


def between(text: str) -> str:
    """Give what stands between the marks of a README."""
    return text.split(START, 1)[1].split(END, 1)[0].strip()


def filled(text: str, made: str) -> str:
    """Give a README with a new table between its marks."""
    before, after = text.split(START, 1)[0], text.split(END, 1)[1]
    return f"{before}{START}\n{made}\n{END}{after}"


def _row(name: str, claim: str, found: Mapping[str, object] | None) -> str:
    repeat = f"`make harness NAMES={name}`"
    if found is None:
        return f"| {claim} | not measured yet | {repeat} |"
    met = found["met"]
    verdict = VERDICT[met if isinstance(met, bool) else None]
    return f"| {claim} | {verdict}{found['figure']} ({str(found['when'])[:10]}) | {repeat} |"
