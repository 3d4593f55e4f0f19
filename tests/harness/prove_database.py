"""No statement on a database that the product opens reaches a file, the network, another process's data or a setting.

Each attack is a statement that somebody might get in through a hole elsewhere. It is tried on the live warehouse as the
pages open it, on one in memory as the importers do, and on a plain DuckDB, where it must succeed if it is to prove
anything. What it reads is a marked file, and what it writes or sets is looked at afterwards.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb

from data import duck
from data.duck import Connection, connect
from tests.harness.evidence import Evidence

MARK = "kanariebestand"
READS = (
    "SELECT content FROM read_text('{secret}.csv')",
    "SELECT content FROM read_blob('{secret}.csv')",
    "SELECT * FROM read_csv('{secret}.csv')",
    "SELECT * FROM read_csv_auto('{secret}.csv')",
    "SELECT * FROM sniff_csv('{secret}.csv')",
    "SELECT * FROM '{secret}.csv'",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_json('{secret}.json')",
    "SELECT * FROM read_ndjson_objects('{secret}.json')",
    "SELECT * FROM read_parquet('{secret}.parquet')",
    "SELECT * FROM parquet_schema('{secret}.parquet')",
    "SELECT * FROM '{secret}.parquet'",
    "SELECT * FROM ST_Read('{secret}.geojson')",
    "SELECT * FROM ST_Read_Meta('{secret}.geojson')",
    "SELECT * FROM ST_Read('/vsisubfile/0_200,{secret}.geojson')",
    "ATTACH '{secret}.duckdb' AS other; SELECT * FROM other.place",
    "CREATE TEMP TABLE taken(line TEXT); COPY taken FROM '{secret}.csv'; SELECT * FROM taken",
    "IMPORT DATABASE '{folder}/exported'; SELECT * FROM brought",
    "SELECT * FROM visitors",
    "SET python_scan_all_frames = true; SELECT * FROM far_visitors",
)
"""Statements that give the mark; the last two take a variable of Python for a table."""

WRITES = (
    "COPY (SELECT 1 AS number) TO '{target}.csv'",
    "COPY (SELECT 1 AS number) TO '{target}.parquet'",
    "COPY (SELECT ST_Point(1, 2) AS spot) TO '{target}.geojson' (FORMAT GDAL, DRIVER 'GeoJSON')",
    "ATTACH '{target}.duckdb' AS fresh",
    "EXPORT DATABASE '{target}'",
    "SET log_query_path = '{target}.log'; SELECT 1",
)
"""Statements that leave something in the folder of the target."""

SETTINGS = (
    ("SET enable_external_access = true", "enable_external_access", "True"),
    ("SET GLOBAL lock_configuration = false", "lock_configuration", "False"),
    ("SET allow_community_extensions = true", "allow_community_extensions", "True"),
    ("SET autoinstall_known_extensions = true", "autoinstall_known_extensions", "True"),
    ("SET allowed_directories = ['/']", "allowed_directories", "['/']"),
    ("SET temp_directory = '{target}'", "temp_directory", "target"),
    ("SET extension_directory = '{target}'", "extension_directory", "target"),
    ("SET memory_limit = '1GB'", "memory_limit", "953.6"),
)
"""Statements that open or move what was closed: the setting, and what it holds once they have worked."""

NETWORK = (
    "INSTALL httpfs FROM '{site}'",
    "FORCE INSTALL postgres FROM '{site}'",
    "SELECT * FROM ST_Read('/vsicurl/{site}/x.geojson')",
)
"""Statements that ask a server, which notes that it was asked."""


@dataclass
class Bait:
    """What lies ready to be read, and where to write."""

    folder: Path
    site: str = ""
    asked: list[str] = field(default_factory=list)

    def fill(self, statement: str) -> str:
        """Put the paths in a statement."""
        names = {"secret": self.folder / "secret", "folder": self.folder, "target": self.folder / "out" / "target"}
        return statement.format(site=self.site, **names)

    def written(self) -> bool:
        """Whether anything was written; it is taken away again."""
        out = self.folder / "out"
        found = sorted(out.rglob("*"), reverse=True)
        for path in found:
            path.rmdir() if path.is_dir() else path.unlink()
        return bool(found)


Trick = Callable[[Connection, Bait], bool]


def run() -> Evidence:
    """Try everything on both kinds of connection, and on a plain one."""
    with tempfile.TemporaryDirectory() as name:
        counts = tried(Path(name))
    number = len(attacks())
    figure = (
        f"{number} statements on a warehouse and on a database in memory: {counts['through']} got through; "
        f"{counts['control']} of {number} do on a plain DuckDB"
    )
    return Evidence(figure, {"attacks": number} | counts, met=counts["through"] == 0 and counts["control"] == number)


def attacks() -> dict[str, Trick]:
    """Give every attack by its statement: whether it reached what it is after."""
    made: dict[str, Trick] = {statement: _reads(statement) for statement in READS}
    made |= {statement: _writes(statement) for statement in WRITES}
    made |= {statement: _sets(statement, name, wanted) for statement, name, wanted in SETTINGS}
    return made | {statement: _asks(statement) for statement in NETWORK}


def tried(folder: Path) -> dict[str, int]:
    """Give how many attacks got through on what the product opens, and how many on a plain DuckDB."""
    through = control = 0
    with bait(folder) as laid:
        warehouse = folder / "warehouse.duckdb"
        duckdb.connect(str(warehouse)).execute("CREATE TABLE place AS SELECT 1 AS number").close()
        for attack in attacks().values():
            opened = (connect(warehouse, read_only=True), connect())
            through += sum(attack(one, laid) for one in opened)
            plain = duckdb.connect()
            plain.load_extension(str(duck._extension()))
            control += attack(plain, laid)
            for one in (*opened, plain):
                one.close()
    return {"through": through, "control": control}


@contextmanager
def bait(folder: Path) -> Iterator[Bait]:
    """Lay files with a mark ready, and a server that notes who asks."""
    laid = Bait(folder)
    (folder / "out").mkdir()
    secret = folder / "secret"
    secret.with_suffix(".csv").write_text(f"line\n{MARK}\n", encoding="utf-8")
    secret.with_suffix(".json").write_text(f'{{"line": "{MARK}"}}\n', encoding="utf-8")
    feature = f'{{"type":"Feature","properties":{{"{MARK}":1}},"geometry":{{"type":"Point","coordinates":[4,52]}}}}'
    collection = f'{{"type":"FeatureCollection","name":"{MARK}","features":[{feature}]}}'
    secret.with_suffix(".geojson").write_text(collection, encoding="utf-8")
    plain = duckdb.connect(str(secret.with_suffix(".duckdb")))
    plain.execute(f"CREATE TABLE place AS SELECT '{MARK}' AS {MARK}")
    plain.execute(f"COPY place TO '{secret}.parquet'")
    plain.close()
    exported = duckdb.connect()
    exported.execute(f"CREATE TABLE brought AS SELECT '{MARK}' AS line")
    exported.execute(f"EXPORT DATABASE '{folder / 'exported'}'")
    exported.close()

    class Notes(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            laid.asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815 - the name that the base class looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Notes)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    laid.site = f"http://127.0.0.1:{server.server_port}"
    try:
        yield laid
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _said(connection: Connection, statement: str) -> str:
    visitors = duckdb.sql(f"SELECT '{MARK}' AS line").df()
    assert len(visitors)
    try:
        return str(connection.execute(statement).fetchall()) + str(connection.description)
    except duckdb.Error:
        return ""


def _reads(statement: str) -> Trick:
    def trick(connection: Connection, laid: Bait) -> bool:
        far_visitors = duckdb.sql(f"SELECT '{MARK}' AS line").df()
        told = _said(connection, laid.fill(statement))
        return len(far_visitors) == 1 and (MARK in told or "secret." in told)

    return trick


def _writes(statement: str) -> Trick:
    def trick(connection: Connection, laid: Bait) -> bool:
        _said(connection, laid.fill(statement))
        return laid.written()

    return trick


def _sets(statement: str, name: str, wanted: str) -> Trick:
    def trick(connection: Connection, laid: Bait) -> bool:
        _said(connection, laid.fill(statement))
        laid.written()
        return wanted in str(connection.execute("SELECT current_setting(?)", [name]).fetchall())

    return trick


def _asks(statement: str) -> Trick:
    def trick(connection: Connection, laid: Bait) -> bool:
        laid.asked.clear()
        _said(connection, laid.fill(statement))
        return bool(laid.asked)

    return trick
