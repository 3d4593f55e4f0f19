"""Commands that keep the records: verify, backup, restore, retain, and the requests of a tenant."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from data import copies
from data import register as register_text
from data.desk import requests
from data.domain.access import Role, Viewer
from data.domain.errors import RecordsDamagedError
from data.domain.indicators import catalogue
from data.records import anchors, backup, erasure, integrity, lives, models, retention, runs, store, tenancies
from data.records.store import Records
from data.records.tenancies import Tenancy
from data.settings import Settings
from data.sources import corporation, corporation_tenancies
from data.sources.corporation_columns import Kind
from data.sources.files import TABLE_ENDINGS
from data.sources.gather import listed
from data.warehouse import live

ANCHOR = "anchor.json"
DEFAULT_MODEL = Path(__file__).parent.parent / "scoring" / "models" / "corporation-1.toml"


def verify(given: argparse.Namespace, settings: Settings) -> int:
    """Hold the records, or one backup, against their hashes; status 1 and a sentence a fault when not whole."""
    if given.backup:
        copies.note(given.backup)
    address = f"sqlite:///{given.backup.as_posix()}" if given.backup else settings.database_url
    records = store.engine(address)
    anchor = None if given.backup else anchors.read(settings.var / ANCHOR)
    found = integrity.check(records, anchor)
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if not found.faults and not given.backup:
        anchors.write(settings.var / ANCHOR, anchors.taken(records))
    counted = f"{found.events:,} events, {found.contents:,} contents, {found.erased:,} erased"
    print(f"{counted}: {f'{len(found.faults)} faults' if found.faults else 'whole'}")
    return int(bool(found.faults))


def save(given: argparse.Namespace, settings: Settings) -> int:
    """Back up the records, and with --all the live warehouse; nothing is copied of records that are not whole."""
    now, records = datetime.now(UTC), _records(settings)
    _require_whole(records, settings)
    path = backup.save(records, settings.backups, now)
    anchors.write(settings.var / ANCHOR, anchors.taken(records))
    print(f"Records: {path}")
    if given.all and (warehouse := live.live(settings.var)) is not None:
        print(f"Warehouse: {copies.copied(warehouse, settings.backups, now)}")
    return 0


def restore(given: argparse.Namespace, settings: Settings) -> int:
    """Put a backup of the records, or of a warehouse, in its place; refuses to replace records unless told."""
    if given.file.suffix == ".duckdb":
        copies.note(given.file)
        path = settings.var / given.file.name
        if not path.is_file():
            copies.replaced(given.file, path)
        live.put_in_place(settings.var, live.require_readable(path))
        print(f"Restored {path.name}; it is live.")
        return 0
    records, now, anchor = store.engine(settings.database_url), datetime.now(UTC), settings.var / ANCHOR
    number = backup.restore(given.file, records, now, replace=given.replace, before=anchors.read(anchor))
    retention.retain(records, retention.load(settings.retention), now, lives.STATES)
    anchors.write(anchor, anchors.taken(records))
    print(f"Restored {number:,} events, all whole; what retention says went again.")
    return 0


def retain(given: argparse.Namespace, settings: Settings) -> int:
    """Erase what has been kept long enough, and remove backups past their age; with --dry-run only say what is due."""
    rules, now, records = retention.load(settings.retention), datetime.now(UTC), _records(settings)
    if given.dry_run:
        for one in retention.due(records, rules, now, lives.STATES):
            print(f"{one.rule.name}: {len(one.numbers)} records, {len(one.places)} contents due")
        print(f"backups: {len(copies.old(settings.backups, rules.backup_days, now))} due")
        return 0
    for name, (due, gone) in retention.retain(records, rules, now, lives.STATES).items():
        print(f"{name}: {due} due, {gone} gone")
    print(f"backups: {copies.forget(settings.backups, rules.backup_days, now)} gone")
    anchors.write(settings.var / ANCHOR, anchors.taken(records))
    return 0


def person_data(given: argparse.Namespace, settings: Settings) -> int:
    """Answer the request of a tenant: give, correct or delete what is kept, or detach it at the end of the tenancy."""
    viewer = Viewer(Role.PRIVACY_OFFICER, frozenset(), person=given.by)
    records, now = _records(settings), datetime.now(UTC)
    if given.what == "correct":
        number, version, name, text = given.change
        requests.correct(records, viewer, number, name, text, version=int(version), now=now)
        print(f"{number}: '{name}' of event {version} is corrected; what stood there is gone")
        return 0
    tenancy = Tenancy(given.dwelling, given.address, given.since, given.until)
    answer = {"give": requests.give, "delete": requests.delete, "end": requests.end}[given.what](
        records, viewer, tenancy, now=now
    )
    if given.what == "give":
        given.to.write_text(json.dumps(answer.told, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"{given.what}: {answer.contents} contents of {len(answer.numbers)} records {' '.join(answer.numbers)}")
    if answer.look:
        print(f"The address also stands in the words of {' '.join(answer.look)}: look whether that is about this home")
    return 0


def detach_ended(files: list[Path], settings: Settings, today: date) -> int:
    """Detach what is kept from homes whose tenancy ended by a delivery; gives how many contents changed."""
    records, now, changed = _records(settings), datetime.now(UTC), 0
    known = tenancies.homes(records)
    tables = [path for path in listed(files) if path.suffix.lower() in TABLE_ENDINGS] if known else []
    for path in tables:
        over = corporation_tenancies.ended(path, today) if corporation.kind_of(path) == Kind.TENANCIES else {}
        for home in sorted(known & over.keys()):
            past = Tenancy(dwelling=home, until=over[home])
            changed += tenancies.detached(records, past, retention.ACTOR, key=uuid4().hex, now=now)
    if changed:
        erasure.clean(records)
        print(f"  {changed} contents detached from homes whose tenancy ended")
    return changed


def register(given: argparse.Namespace, settings: Settings) -> int:
    """Write the algorithm-register entry and the data-flow table from what is live, or renew docs/privacy.md."""
    rules, known = retention.load(settings.retention), catalogue()
    if given.docs:
        text = given.docs.read_text(encoding="utf-8")
        given.docs.write_text(register_text.filled(text, register_text.parts(known, rules)), encoding="utf-8")
        return 0
    print(register_text.document(_model(settings), known, rules))
    return 0


def _model(settings: Settings) -> str:
    """Give the model of the last publication, or the one that ships with the product before the first."""
    records = _records(settings)
    run = runs.latest(records)
    by_hash = {one.model_hash: one.toml for one in models.known(records)}
    return by_hash[run.model_hash] if run is not None else DEFAULT_MODEL.read_text(encoding="utf-8")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to those of `python -m data`."""
    one = commands.add_parser("verify", help="hold the records against their hashes; whole, or what was changed")
    one.add_argument("backup", nargs="?", type=Path, help="a backup instead of the live records")
    one.set_defaults(command=verify, failed="The records can't be verified.")
    one = commands.add_parser("backup", help="copy the records to the folder of backups, checked")
    one.add_argument("--all", action="store_true", help="the live warehouse too")
    one.set_defaults(command=save, failed="No backup was made; the earlier ones stay.")
    one = commands.add_parser("restore", help="put a backup in its place, checked before it counts")
    one.add_argument("file", type=Path)
    one.add_argument("--replace", action="store_true", help="although records stand there")
    one.set_defaults(command=restore, failed="Nothing was restored; what stood there stays.")
    one = commands.add_parser("retain", help="erase what has been kept long enough")
    one.add_argument("--dry-run", action="store_true", help="only say what is due")
    one.set_defaults(command=retain, failed="Not everything that is due is gone.")
    one = commands.add_parser("register", help="print the algorithm-register entry and the data-flow table")
    one.add_argument("--docs", type=Path, metavar="docs/privacy.md", help="renew the tables of that page instead")
    one.set_defaults(command=register, failed="Nothing was made.")
    _add_requests(commands.add_parser("person-data", help="give, correct or delete what is kept about one tenancy"))


def _add_requests(one: argparse.ArgumentParser) -> None:
    one.add_argument("what", choices=("give", "correct", "delete", "end"), help="end: the tenancy ended, detach it")
    one.add_argument("--by", required=True, help="id of the privacy officer who answers; stands in the log")
    one.add_argument("--dwelling", default="", metavar="ID", help="16 digits of the home")
    one.add_argument("--address", default="", metavar='"Straat 1"')
    one.add_argument("--since", type=date.fromisoformat, help="first day of the tenancy")
    one.add_argument("--until", type=date.fromisoformat, help="last day of the tenancy")
    one.add_argument("--to", type=Path, default=Path("person-data.json"), help="file that is written by `give`")
    one.add_argument("--change", nargs=4, metavar=("NUMBER", "VERSION", "NAME", "TEXT"), help="for `correct`")
    one.set_defaults(command=person_data, failed="Not done.")


def _records(settings: Settings) -> Records:
    records = store.engine(settings.database_url)
    store.migrate(records)
    return records


def _require_whole(records: Records, settings: Settings) -> None:
    found = integrity.check(records, anchors.read(settings.var / ANCHOR))
    if found.faults:
        raise RecordsDamagedError("; ".join(found.faults[:3]))
