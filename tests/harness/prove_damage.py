"""A damaged warehouse is noticed, and nothing of the damage is ever shown as a figure.

Single bits of a published warehouse are flipped, the file is cut off and parts of it are overwritten; each time it is
opened as the dashboard does and every table is read. (Bits of the records: see the proof of tampering.)
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from data.domain.errors import WarehouseError
from data.duck import DatabaseError, connect
from data.warehouse import live
from tests.fixtures.small_place import published
from tests.harness.evidence import Evidence

BITS = 100


def run() -> Evidence:
    """Damage the warehouse of the small town."""
    with tempfile.TemporaryDirectory() as name:
        whole = live.live(published(Path(name) / "var", demo=True))
        assert whole is not None
        counts = damaged(whole, Path(name), BITS)
    number = sum(counts.values())
    return Evidence(
        f"{number} damages ({BITS} flipped bits, cut off, overwritten): {counts['noticed']} noticed, "
        f"{counts['same']} in bytes that hold nothing, {counts['shown']} shown as data",
        dict(counts),
        met=counts["shown"] == 0 and counts["noticed"] > 0,
    )


def damaged(whole: Path, folder: Path, bits: int) -> dict[str, int]:
    """Give how many damages of a warehouse were noticed, changed nothing that is read, or were shown as data."""
    told, data, file = contents(whole), whole.read_bytes(), folder / "damaged.duckdb"
    counts = {"noticed": 0, "same": 0, "shown": 0}
    for spoilt in _spoilt(data, bits):
        file.write_bytes(spoilt)
        try:
            counts["same" if contents(file) == told else "shown"] += 1
        except (WarehouseError, DatabaseError):
            counts["noticed"] += 1
    return counts


def contents(path: Path) -> dict[str, object]:
    """Read every table, as a count and a hash over its rows."""
    connection = connect(live.require_readable(path), read_only=True)
    try:
        names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1").fetchall()
        sums = "SELECT count(*), bit_xor(hash(row_of)), sum(hash(row_of)::HUGEINT) FROM {} AS row_of"
        return {name: connection.execute(sums.format(f'"{name}"')).fetchall() for (name,) in names}
    finally:
        connection.close()


def _spoilt(data: bytes, bits: int) -> Iterator[bytes]:
    chance = random.Random(5)  # noqa: S311 (places of damage, not secrets)
    for place in chance.sample([place for place, byte in enumerate(data) if byte], bits):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        yield bytes(changed)
    half = len(data) // 2
    yield from (data[:half], data[:-4096], b"", data[:half] + bytes(262144) + data[half + 262144 :], data[half:])
