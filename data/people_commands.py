"""`python -m data people`: who may come in; gives the first administrator a role, before anybody can sign in."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from secrets import token_hex

from data.desk import people
from data.domain.access import Role
from data.domain.errors import RefusedError
from data.domain.people import Identity
from data.records import store
from data.records.events import Actor
from data.settings import Settings

BY = Actor("console", Role.ADMIN.value, "")
"""Whoever may run commands on the server; as such in the log."""

REFUSED = {
    "adres": "{} is no e-mail address; write name@organisation.nl",
    "adres_bekend": "{} is in the records already; see `python -m data people list`, and give roles on /beheer",
}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `people add` and `people list` to the commands."""
    parser = commands.add_parser("people", help="give somebody a role, the first administrator above all")
    kinds = parser.add_subparsers(required=True, metavar="WHAT")
    add = kinds.add_parser("add", help="let somebody in with a role")
    add.add_argument("email", help="address that the provider of sign-in vouches for")
    add.add_argument("--name", default="", help="as the administrator will see it")
    add.add_argument("--role", type=Role, default=Role.ADMIN, choices=list(Role), metavar="ROLE", help="default: admin")
    add.add_argument("--area", nargs="+", required=True, metavar="GM0405", help="municipality, wijken or buurten")
    add.set_defaults(command=_add)
    kinds.add_parser("list", help="say who may come in").set_defaults(command=_list)


def _add(given: argparse.Namespace, settings: Settings) -> int:
    identity = Identity("", "", given.email, given.name or given.email)
    gift = people.Gift(given.role, frozenset(given.area), identity=identity)
    try:
        receipt = people.grant(_records(settings), gift, BY, key=token_hex(16), now=datetime.now(UTC))
    except RefusedError as error:
        print(REFUSED[error.reason].format(given.email), file=sys.stderr)  # noqa: T201
        return 1
    print(f"{receipt.number}: {given.email} may come in as {given.role} for {', '.join(given.area)}")  # noqa: T201
    return 0


def _list(_given: argparse.Namespace, settings: Settings) -> int:
    for person in people.everybody(_records(settings)).values():
        roles = "; ".join(f"{role}: {', '.join(sorted(areas))}" for role, areas in person.roles.items())
        print(f"{person.number}  {person.identity.email}  {roles or 'no role'}")  # noqa: T201
    return 0


def _records(settings: Settings) -> store.Records:
    records = store.engine(settings.database_url)
    store.migrate(records)
    return records
