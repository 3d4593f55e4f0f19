"""`python -m data`: import files, make the invented town, and keep the records."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from data import contained, demo, people_commands, upkeep
from data.desk import demo_meeting, demo_signals
from data.desk.guard import open_desk
from data.domain.errors import BuurtstoplichtError
from data.duck import connect
from data.release import open_store
from data.settings import Settings, from_environment
from data.sources.gather import Choice, gather
from data.sources.report import Report
from data.sources.tables import Delivery
from data.warehouse import live, statements
from data.warehouse.build import build

NEXT = "Now publish its lights with: python -m scoring"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit status: 0, or 1 with one sentence a fault and nothing changed."""
    given = _parser().parse_args(arguments)
    settings = from_environment(os.environ)
    try:
        return int(given.command(given, settings))
    except BuurtstoplichtError as error:
        print(f"{given.failed}\n{error}", file=sys.stderr)
        return 1


def _demo(given: argparse.Namespace, settings: Settings) -> int:
    present = live.prepared(settings.var) or live.live(settings.var)
    if given.unless_present and present and (live.readable(present) or not _is_demo(present)):
        return 0
    return _built(demo.town(lambda step: print(f"Making the invented town: {step} ...")), settings)


def _demo_meeting(_given: argparse.Namespace, settings: Settings) -> int:
    store = open_store(settings)
    if demo_meeting.fill(open_desk(settings, store)):
        print("Recorded invented agreements and a past meeting of the invented town.")
    return 0


def _is_demo(path: Path) -> bool:
    """Whether a warehouse holds the invented town, of any version: only that one may be replaced unasked."""
    connection = connect(path, read_only=True)
    try:
        return bool(statements.read(connection, "is_demo")["demo"].all())
    finally:
        connection.close()


def _load(given: argparse.Namespace, settings: Settings) -> int:
    choice = Choice(
        name=given.name,
        today=given.today,
        municipality=given.municipality,
        without=tuple(given.without),
        year=given.year,
        crs=given.crs,
        earlier=tuple(given.earlier),
    )
    delivery = gather(given.files, choice)
    upkeep.detach_ended(given.files, settings, given.today)
    return _built(delivery, settings)


def _demo_records(given: argparse.Namespace, settings: Settings) -> int:
    """Invent what people would record, on the live invented town only."""
    current = live.live(settings.var)
    if given.only_on_demo and (current is None or not live.readable(current) or not _is_demo(current)):
        return 0
    desk = open_desk(settings, open_store(settings))
    made = demo_signals.make(desk, datetime.now(UTC))
    print(f"Invented {made} signals." if made else "There are signals already; nothing was invented.")
    return 0


def _status(_given: argparse.Namespace, settings: Settings) -> int:
    for label, path in (("live", live.live(settings.var)), ("prepared", live.prepared(settings.var))):
        print(f"{label}: {path or 'nothing'}")
    return 0


def _built(delivery: Delivery, settings: Settings) -> int:
    path = build(delivery, settings.var)
    for report in delivery.reports:
        print(_sentence(report))
    print(f"Built {path.name}. {NEXT}")
    return 0


def _sentence(report: Report) -> str:
    parts = [f"{entry.rows:,} {entry.reason}" for entry in report.rejections]
    remarks = [f"{entry.rows:,} {entry.reason}" for entry in report.warnings]
    left = f"; left out: {', '.join(parts)}" if parts else ""
    noted = f"; noted: {', '.join(remarks)}" if remarks else ""
    return f"  {report.file} -> {report.table}: {report.accepted:,} of {report.read:,} rows{left}{noted}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data", description="Import data (nothing goes live before scoring), and keep the records."
    )
    parser.set_defaults(failed="Not loaded; what was live stays live.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    town = commands.add_parser("demo", help="make Waterrade, the invented town")
    town.add_argument("--unless-present", action="store_true", help="do nothing when there is data already")
    town.set_defaults(command=_demo)
    records = commands.add_parser("demo-records", help="invent signals on the invented town, so that no page is empty")
    records.add_argument("--only-on-demo", action="store_true", help="do nothing when the live data is not invented")
    records.set_defaults(command=_demo_records)
    load = commands.add_parser("load", help="import delivered files; what each is shows from its content")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    load.add_argument("--name", default="", help="name of the place on the screen (default: of the municipality)")
    load.add_argument("--municipality", default="", metavar="GM0405", help="when the files hold several")
    load.add_argument("--without", nargs="*", default=[], metavar="WK0405AA", help="wijken or buurten to leave out")
    load.add_argument("--year", type=int, help="year of area figures, when neither file name nor column says it")
    load.add_argument("--crs", metavar="EPSG:28992", help="coordinate system of files that do not state it")
    load.add_argument("--earlier", nargs="*", default=[], type=Path, help="buurten of other borders, carried over")
    load.add_argument("--today", type=date.fromisoformat, default=date.today(), help=argparse.SUPPRESS)  # noqa: DTZ011
    load.set_defaults(command=_load)
    meeting = commands.add_parser("demo-meeting", help="give the invented town agreements and a past meeting, once")
    meeting.set_defaults(command=_demo_meeting)
    status = commands.add_parser("status", help="say which warehouse is live and which is waiting for its lights")
    status.set_defaults(command=_status)
    upkeep.add_commands(commands)
    people_commands.add_commands(commands)
    return parser


def entrance() -> int:
    """Run one command as a program: an import in a child process of its own, with limits."""
    arguments = sys.argv[1:]
    if arguments[:1] != ["load"] or {"-h", "--help"} & set(arguments):
        return main(arguments)
    try:
        return contained.run(arguments, from_environment(os.environ), os.environ)
    except BuurtstoplichtError as error:
        print(f"Not loaded; what was live stays live.\n{error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(entrance())
