"""From a heap of delivered files to one delivery: says what each file is by its content, and reads them in order."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from data.domain.areas import Level
from data.domain.errors import SourceError
from data.sources import (
    admission,
    area_tree,
    bag,
    borders,
    cbs,
    cbs_columns,
    cbs_figures,
    corporation,
    files,
    leefbaarometer,
    police,
)
from data.sources.report import Report, Tally
from data.sources.tables import RD, Delivery, empty

Progress = Callable[[str], None]

DELIVERY = "delivery"
"""How a fault of all files together is headed."""


class Content(StrEnum):
    """What a delivered file holds."""

    AREAS = "areas"
    BAG = "bag"
    LEEFBAAROMETER = "leefbaarometer"
    POLICE = "police"
    KEY_FIGURES = "key_figures"
    CORPORATION = "corporation"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the one who loads says of the files.

    Parameters
    ----------
    name
        Name of the place on every screen.
    today
        Day of the import; dates after it are refused.
    municipality
        Code such as ``GM0405``; empty: the only one in the files.
    without
        Districts or neighbourhoods to leave out.
    year
        Year of area figures of which the file does not say it.
    crs
        Coordinate system of files that do not state it.
    earlier
        Files of neighbourhoods with the borders of another year, whose figures are carried over and marked.
    """

    name: str
    today: date
    municipality: str = ""
    without: tuple[str, ...] = ()
    year: int | None = None
    crs: str | None = None
    earlier: tuple[Path, ...] = ()


def gather(paths: Iterable[Path], choice: Choice, progress: Progress = print) -> Delivery:
    """Read delivered files into one delivery.

    Parameters
    ----------
    paths
        Files, or folders of which every file is read; hidden files and ``.txt`` notes are passed over.
    choice
        What the one who loads says of them.
    progress
        Told which file is read.

    Returns
    -------
    delivery
        As ``data.sources.tables`` describes it, with one report a file and table.

    Raises
    ------
    SourceError
        Nothing to read, a file that is not recognised, or any fault of a file; nothing is stored.
    """
    given = listed(paths)
    for path in (*given, *choice.earlier):
        admission.require(path)
    sorted_files = _sorted(given)
    areas, reports, codes = _areas(sorted_files[Content.AREAS], choice, progress)
    facts, figures, told = _area_figures(sorted_files, codes, choice, progress)
    buildings = _bag(sorted_files[Content.BAG], progress)
    moved, moved_reports = _earlier(choice.earlier, areas, buildings.addresses, choice, progress)
    own = _corporation(sorted_files[Content.CORPORATION], buildings, choice, progress)
    return Delivery(
        name=choice.name or _name(areas),
        demo=False,
        areas=areas,
        area_facts=facts,
        buildings=buildings.buildings,
        addresses=buildings.addresses,
        address_buildings=buildings.address_buildings,
        register=own.register,
        measurements=_stacked([figures, moved, own.measurements], "measurements"),
        reports=(*reports, *told, *moved_reports, *buildings.reports, *own.reports),
    )


def recognise(path: Path) -> Content:
    """Say what a file holds, by its content; raises SourceError when it is none of what can be read."""
    ending = path.suffix.lower()
    if ending in files.TABLE_ENDINGS:
        return _table_content(path)
    files.existing(path, files.SHAPE_ENDINGS)
    if ending == ".zip":
        return Content.AREAS if _holds_shapefile(path) else Content.BAG
    if ending == ".gpkg":
        try:
            layers = {str(name) for name, _ in pyogrio.list_layers(path)}
        except (pyogrio.errors.DataSourceError, ValueError) as error:
            fault = "the GeoPackage can't be opened: it is damaged or cut off; deliver it again"
            raise SourceError(path.name, [fault]) from error
        return Content.BAG if layers & {"pand", "verblijfsobject"} else Content.AREAS
    return Content.AREAS


def listed(paths: Iterable[Path]) -> list[Path]:
    """Give the files that are meant, those of a folder one by one; raises SourceError when there are none."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found += [one for one in inside if not one.name.startswith(".") and one.suffix.lower() in _ENDINGS] or (
            [] if path.is_dir() else [path]
        )
    if not found:
        where = ", ".join(str(path) for path in paths) or "the command"
        raise SourceError(where, [f"there is nothing to read; deliver {', '.join(_ENDINGS)} (docs/sources)"])
    return found


_ENDINGS = (".gpkg", ".shp", ".geojson", ".json", ".zip", ".csv", ".xlsx")


def _sorted(given: list[Path]) -> dict[Content, list[Path]]:
    found: dict[Content, list[Path]] = {content: [] for content in Content}
    faults: list[str] = []
    for path in given:
        try:
            found[recognise(path)].append(path)
        except SourceError as error:
            faults += [f"{error.file}: {fault}" for fault in error.faults]
    if faults:
        raise SourceError(DELIVERY, faults)
    if not found[Content.AREAS]:
        fault = "there is no file with areas; add wijken or buurten of CBS (docs/sources/cbs.md)"
        raise SourceError(DELIVERY, [fault])
    return found


def _table_content(path: Path) -> Content:
    columns = list(files.table(path).columns)
    if {"fys", "onv", "vrz", "won"} <= set(columns):
        return Content.LEEFBAAROMETER
    if any("soortmisdrijf" in column for column in columns):
        return Content.POLICE
    if corporation.recognise(columns) is not None:
        return Content.CORPORATION
    try:
        cbs_columns.code_column(columns, path.name)
    except SourceError as error:
        fault = f"this is none of the tables that can be read; it has the columns {sorted(columns)}"
        raise SourceError(path.name, [fault]) from error
    return Content.KEY_FIGURES


def _holds_shapefile(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".shp") for name in archive.namelist())
    except zipfile.BadZipFile as error:
        fault = f"the zip is cut off or damaged ({error}); download it again"
        raise SourceError(path.name, [fault]) from error


def _areas(
    paths: list[Path], choice: Choice, progress: Progress
) -> tuple[gpd.GeoDataFrame, list[Report], frozenset[str]]:
    """Read the areas; the codes are those that were delivered: a drawn area gets no published figure of its own."""
    parts: list[gpd.GeoDataFrame] = []
    reports: list[Report] = []
    for path in paths:
        progress(f"Reading areas from {path.name} ...")
        part, told = cbs.area_levels(path, crs=choice.crs, municipality=choice.municipality or None, year=choice.year)
        parts.append(part)
        reports += told
    together = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=RD)
    kept = area_tree.within(together, _municipality(together, choice), without=choice.without)
    if double := sorted(kept.loc[kept["area_id"].duplicated(), "area_id"].astype(str).unique()):
        files_ = ", ".join(path.name for path in paths)
        raise SourceError(
            files_, [f"the areas {double[:5]} are in more than one file; give those of another year with --earlier"]
        )
    chosen = Tally(DELIVERY, "areas", len(together)).reject("not_chosen", len(together) - len(kept)).report()
    whole, added = area_tree.complete(kept, choice.name or _municipality(together, choice))
    own = [report for report in (chosen, added) if report.read]
    return whole, [*reports, *own], frozenset(kept["area_id"].astype(str))


def _municipality(areas: gpd.GeoDataFrame, choice: Choice) -> str:
    if choice.municipality:
        return choice.municipality
    codes = sorted({"GM" + str(code)[2:6] for code in areas["area_id"]})
    if len(codes) != 1:
        raise SourceError(DELIVERY, [f"there are areas of {len(codes)} municipalities; choose one with --municipality"])
    return codes[0]


def _area_figures(
    sorted_files: dict[Content, list[Path]], codes: frozenset[str], choice: Choice, progress: Progress
) -> tuple[pd.DataFrame, pd.DataFrame, list[Report]]:
    facts: list[pd.DataFrame] = []
    figures: list[pd.DataFrame] = []
    reports: list[Report] = []
    for path in [*sorted_files[Content.AREAS], *sorted_files[Content.KEY_FIGURES]]:
        if path in sorted_files[Content.AREAS] and not _has_figures(path):
            continue
        progress(f"Reading figures from {path.name} ...")
        fact, figure, told = cbs_figures.figures(path, year=choice.year, crs=choice.crs)
        facts.append(fact[fact["area_id"].isin(codes)])
        figures.append(figure[figure["unit_id"].isin(codes)])
        reports.append(told)
    readers = {Content.LEEFBAAROMETER: leefbaarometer.scores, Content.POLICE: police.offences}
    for content, reader in readers.items():
        for path in sorted_files[content]:
            progress(f"Reading figures from {path.name} ...")
            figure, told = reader(path, codes)
            figures.append(figure)
            reports.append(told)
    return _stacked(facts, "area_facts"), _stacked(figures, "measurements"), reports


def _has_figures(path: Path) -> bool:
    layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    fields = {str(field) for layer in layers for field in pyogrio.read_info(path, layer=layer)["fields"]}
    return any(cbs_columns.column(fields, known) for known in cbs_columns.FIGURES.values())


def _earlier(
    paths: Iterable[Path], areas: gpd.GeoDataFrame, homes: gpd.GeoDataFrame, choice: Choice, progress: Progress
) -> tuple[pd.DataFrame, list[Report]]:
    """Carry the figures of neighbourhoods with other borders over to the borders of this delivery."""
    new = areas[areas["level"] == Level.NEIGHBOURHOOD.value]
    points = homes[homes["residential"].astype(bool) & bag.lived_in(homes["status"])] if len(homes) else None
    carried: list[pd.DataFrame] = []
    reports: list[Report] = []
    for path in paths:
        progress(f"Carrying the figures of {path.name} over to today's borders ...")
        old, _ = cbs.areas(path, crs=choice.crs, year=choice.year)
        _, figures, told = cbs_figures.figures(path, year=choice.year, crs=choice.crs)
        carried.append(borders.carry(figures, old, new, homes=points))
        reports.append(told)
    return _stacked(carried, "measurements"), reports


def _bag(paths: list[Path], progress: Progress) -> bag.Bag:
    if len(paths) > 1:
        names = ", ".join(path.name for path in paths)
        raise SourceError(names, ["there are several BAG files; deliver one, of one day"])
    for path in paths:
        progress(f"Reading buildings and addresses from {path.name} ...")
        return bag.read(path, progress=progress)
    return bag.Bag(empty("buildings"), empty("addresses"), empty("address_buildings"), ())


def _corporation(paths: list[Path], buildings: bag.Bag, choice: Choice, progress: Progress) -> corporation.Imported:
    if paths:
        progress(f"Reading {len(paths)} deliveries of the corporation ...")
    return corporation.load_files(paths, today=choice.today, addresses=pd.DataFrame(buildings.addresses))


def _name(areas: gpd.GeoDataFrame) -> str:
    return str(areas.loc[areas["level"] == Level.MUNICIPALITY.value, "name"].iloc[0])


def _stacked(frames: list[pd.DataFrame], table: str) -> pd.DataFrame:
    kept = [frame for frame in frames if len(frame)]
    return pd.concat(kept, ignore_index=True) if kept else empty(table)
