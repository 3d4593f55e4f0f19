"""`make harness`: prove what the README promises, each proof with its figure; status 1 when a promise is not met.

`python -m tests.harness [NAME ...]` runs the modules `prove_NAME.py` beside this one (all without a name) and writes
what they found to var/evidence.json; `python -m tests.harness readme` puts that in docs/evidence.json and the README.
A proof is a module whose docstring begins with the promise, and which has `run() -> Evidence`. Its short version, a
call of the same functions with smaller numbers, stands among the tests.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from data.settings import from_environment
from tests.harness import evidence
from tests.harness.evidence import AbsentError, Evidence

PREFIX = "prove_"
HERE = Path(__file__).parent


def main(arguments: list[str] | None = None) -> int:
    """Run proofs, or renew the README; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.harness")
    parser.add_argument("names", nargs="*", help=f"which proofs: {', '.join(claims())}; or: readme")
    names = parser.parse_args(arguments).names
    file = from_environment(os.environ).var / "evidence.json"
    if names == ["readme"]:
        return show(file)
    unknown = [name for name in names if name not in claims()]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}")
    verdicts = [prove(name, file) for name in names or claims()]
    print(f"\nWritten to {file}")
    return int(False in verdicts)


def claims(folder: Path = HERE) -> dict[str, str]:
    """Give what each proof promises, by its name: the first line of its docstring."""
    found = {}
    for path in sorted(folder.glob(f"{PREFIX}*.py")):
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.stem
        found[path.stem.removeprefix(PREFIX)] = told.splitlines()[0].removesuffix(".")
    return found


def prove(name: str, file: Path) -> bool | None:
    """Run one proof, print what it found and keep it; gives whether its promise is met."""
    claim = claims()[name]
    print(f"{claim} ...", file=sys.stderr, flush=True)
    try:
        found = importlib.import_module(f"tests.harness.{PREFIX}{name}").run()
    except AbsentError as reason:
        print(f"{name}: skipped, {reason}")
        return None
    except Exception as error:  # noqa: BLE001 (one proof that breaks must not hide the others)
        traceback.print_exc()
        found = Evidence(f"the proof broke: {type(error).__name__}", {}, met=False)
    evidence.keep(file, {name: evidence.record(name, claim, found, datetime.now(UTC))})
    print(f"{name}: {'' if found.met is not False else 'NOT MET, '}{found.figure}", flush=True)
    return found.met


def show(file: Path) -> int:
    """Put what was found in docs/evidence.json and the table of the README; proofs that are gone go there too."""
    known = claims()
    held = evidence.kept(evidence.SHOWN) | evidence.kept(file)
    evidence.SHOWN.unlink(missing_ok=True)
    evidence.keep(evidence.SHOWN, {name: one for name, one in held.items() if name in known})
    text = evidence.README.read_text(encoding="utf-8")
    made = evidence.table(known, evidence.kept(evidence.SHOWN))
    evidence.README.write_text(evidence.filled(text, made), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
