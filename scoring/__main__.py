"""`python -m scoring`: publish the lights of the newest warehouse."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from data.domain import signal_terms
from data.domain.errors import BuurtstoplichtError
from data.duck import connect
from data.settings import from_environment
from data.warehouse import live, statements
from scoring.bulk import PERIODS
from scoring.model import MODELS
from scoring.publish import Publication, publish


def main(arguments: list[str] | None = None) -> int:
    """Publish, and say what came of it; gives the exit status."""
    given = _parser().parse_args(arguments)
    settings = from_environment(os.environ)
    if given.unless_live and live.prepared(settings.var) is None and live.live(settings.var) is not None:
        return 0
    try:
        model = given.model or _fitting(settings.var)
        own = signal_terms.read(settings.waakvlam).figures_from
        done = publish(settings.var, settings.database_url, model, periods=given.periods, signals_from=own)
    except BuurtstoplichtError as error:
        print(f"Not published; what was live stays live.\n{error}", file=sys.stderr)
        return 1
    print(_summary(done, model))
    return 0


def _fitting(var: Path) -> Path:
    """Choose the model that ships: the corporation's when its register was delivered, otherwise open data only."""
    connection = connect(live.newest(var), read_only=True)
    let = int(statements.read(connection, "let_homes")["let_homes"].iloc[0])
    connection.close()
    return MODELS / ("corporation-1.toml" if let else "open-1.toml")


def _summary(done: Publication, model: Path) -> str:
    table = done.lights.pivot_table(index="level", columns="light", values="units", aggfunc="sum", fill_value=0)
    order = [light for light in ("red", "amber", "green", "grey") if light in table]
    span = f"{done.periods[0]} to {done.periods[-1]}"
    return f"Published {model.stem}, periods {span}, as {done.path.name}\n{table[order].astype(int).to_string()}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scoring", description="Publish the lights of the newest import.")
    parser.add_argument(
        "--model", type=Path, help="model file (default: the one that ships and fits the data, see scoring/models)"
    )
    parser.add_argument("--periods", type=int, default=PERIODS, help=f"newest periods to publish (default {PERIODS})")
    parser.add_argument("--unless-live", action="store_true", help="do nothing when lights are live and nothing is new")
    return parser


if __name__ == "__main__":
    sys.exit(main())
