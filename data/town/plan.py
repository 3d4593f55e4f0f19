"""The plan of the town: hand-drawn lines, read from ``plan.toml``, and the faces that they enclose."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.affinity import rotate
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import substring

from data.domain.errors import BuurtstoplichtError
from data.town.curves import ROUNDS, smooth

PLAN = Path(__file__).with_name("plan.toml")
FABRICS = Path(__file__).with_name("fabrics.toml")
GRID = 0.01
"""Metres; every border stands on this grid, so that neighbours share their corners exactly."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plan; the kinds stand at the head of ``plan.toml``."""

    name: str
    kind: str
    shape: LineString


@dataclass(frozen=True, slots=True)
class Old:
    """A hand-drawn street of the old centre: ``width`` from front to front, ``water`` of the canal in it (0: none)."""

    name: str
    width: float
    water: float
    shape: LineString


@dataclass(frozen=True, slots=True)
class Place:
    """Something with a spot of its own: a school, a church, a park with its pond.

    Parameters
    ----------
    kind
        A key of the footprints in ``facilities``, or ``park`` or ``pond``.
    name
        Shown on the map; empty for an ordinary one.
    shape
        The ground it takes, closed to everything else.
    angle
        Direction of the building, degrees.
    """

    kind: str
    name: str
    shape: Polygon
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A buurt: where it lies, how it is built and how it fares; the keys stand in ``plan.toml``."""

    code: str
    name: str
    district: str
    face: Polygon
    fabric: str
    guide: str | float
    theme: str
    years: tuple[int, int]
    let: float
    strain: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan, in local metres."""

    lines: tuple[Line, ...]
    streets: tuple[Old, ...]
    places: tuple[Place, ...]
    districts: dict[str, str]
    neighbourhoods: tuple[Neighbourhood, ...]
    fabrics: dict[str, dict[str, Any]]
    story: dict[str, Any]

    def line(self, name: str) -> LineString:
        """Course of a named line."""
        return next(line.shape for line in self.lines if line.name == name)

    def of_kind(self, *kinds: str) -> tuple[Line, ...]:
        """Lines of some kinds, in the order of the plan."""
        return tuple(line for line in self.lines if line.kind in kinds)


def load(path: Path = PLAN) -> Plan:
    """Read the plan; raises BuurtstoplichtError when its faces and its neighbourhoods do not match one to one."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    drawn = tuple(
        Line(row["name"], row["kind"], smooth(row["points"], ROUNDS if row["curved"] else 0)) for row in raw["lines"]
    )
    faces, lines = _faces(drawn)
    return Plan(
        lines=lines,
        streets=tuple(Old(r["name"], r["width"], r.get("water", 0.0), smooth(r["points"], 3)) for r in raw["streets"]),
        places=tuple(_place(row) for row in raw.get("places", [])),
        districts={row["code"]: row["name"] for row in raw["districts"]},
        neighbourhoods=_neighbourhoods(raw["districts"], faces),
        story=raw["story"],
        fabrics=tomllib.loads(FABRICS.read_text(encoding="utf-8")),
    )


def _faces(drawn: tuple[Line, ...]) -> tuple[list[Polygon], tuple[Line, ...]]:
    """Cut the lines at their crossings; give what they enclose, and the lines without their loose ends."""
    net = shapely.union_all([line.shape for line in drawn], grid_size=GRID)
    faces = shapely.polygonize(shapely.get_parts(net))
    lines = tuple(Line(line.name, line.kind, _trimmed(line, drawn)) for line in drawn)
    return list(faces.geoms), lines


def _trimmed(line: Line, drawn: tuple[Line, ...]) -> LineString:
    """Cut off what runs on past the first and the last crossing with another line; a ring stays as it is."""
    if line.shape.is_ring:
        return line.shape
    others = [other.shape for other in drawn if other is not line]
    points = shapely.points(shapely.get_coordinates(shapely.intersection(line.shape, others)))
    stations = shapely.line_locate_point(line.shape, points)
    return substring(line.shape, stations.min(), stations.max())


def _place(row: dict[str, Any]) -> Place:
    if "points" in row:
        ring = smooth([*row["points"], row["points"][0]], 3 if row.get("curved", True) else 0)
        return Place(row["kind"], row.get("name", ""), Polygon(ring.coords), row.get("angle", 0.0))
    x, y = row["at"]
    width, depth = row["size"]
    yard = shapely.box(x - width / 2, y - depth / 2, x + width / 2, y + depth / 2)
    angle = row.get("angle", 0.0)
    return Place(row["kind"], row.get("name", ""), rotate(yard, angle), angle)


def _neighbourhoods(districts: list[dict[str, Any]], faces: list[Polygon]) -> tuple[Neighbourhood, ...]:
    found = tuple(
        Neighbourhood(
            code=row["code"],
            name=row["name"],
            district=district["code"],
            face=_face(row, faces),
            fabric=row["fabric"],
            guide=row["guide"],
            theme=row["theme"],
            years=(row["years"][0], row["years"][1]),
            let=row["let"],
            strain=row["strain"],
        )
        for district in districts
        for row in district["neighbourhoods"]
    )
    taken = sum(len(row["at"]) for district in districts for row in district["neighbourhoods"])
    if taken != len(faces):
        message = f"{PLAN.name}: the lines enclose {len(faces)} faces, the neighbourhoods name {taken}"
        raise BuurtstoplichtError(message)
    return found


def _face(row: dict[str, Any], faces: list[Polygon]) -> Polygon:
    parts = [[face for face in faces if face.contains(Point(point))] for point in row["at"]]
    if any(len(part) != 1 for part in parts):
        message = f"{PLAN.name}: {row['code']} {row['name']}: each point of 'at' must lie in one face"
        raise BuurtstoplichtError(message)
    return shapely.union_all([part[0] for part in parts])
