"""The BAG extract of Kadaster: XML files in zips in a zip, with every version that an object ever had."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from data.domain.errors import SourceError
from data.sources import bag_zip
from data.sources.bag_rows import SHOWN, Rows
from data.sources.report import Tally

KINDS = {
    "WPL": "Woonplaats",
    "OPR": "Openbareruimte",
    "NUM": "Nummeraanduiding",
    "VBO": "Verblijfsobject",
    "PND": "Pand",
}
"""Code in the names of the files, and the layer that GDAL makes of it."""

ENDED = ["eindGeldigheid", "eindRegistratie", "tijdstipInactief", "tijdstipInactiefLV", "tijdstipNietBagLV"]
"""A row is the present version of its object when all of these are empty."""

ROOT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*<(?:[\w-]+:)?bagStand\s")
OBJECT = re.compile(rb"<(?:[\w-]+:)?bagObject[\s>]")
SYSTEM = re.compile(rb'srsName\s*=\s*["\']([^"\']*)["\']')
IN_RD = {b"urn:ogc:def:crs:EPSG::28992", b"EPSG:28992", b"http://www.opengis.net/def/crs/EPSG/0/28992"}
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"<OGRVRT")
"""Never in an extract; they are how an XML file grows without end or reaches for other files."""

UNPACKED = 8 * bag_zip.GIGABYTE


def rows(path: Path, *, unpacked: int = UNPACKED, progress: Callable[[str], None] | None = None) -> tuple[Rows, Rows]:
    """Read the panden and verblijfsobjecten of an extract, each object with its main address.

    Parameters
    ----------
    path
        Zip of a municipality or of the country.
    unpacked
        Bytes that all zips together may unpack to.
    progress
        Told which file is being read.

    Returns
    -------
    panden, verblijfsobjecten
        In the columns of ``bag_tables``; history left out and counted.

    Raises
    ------
    SourceError
        A damaged zip or XML, a kind of object that is not there, another coordinate system, or too large.
    """
    layers = _layers(path, unpacked, progress or (lambda _: None))
    if missing := [f"{code} ({kind})" for code, kind in KINDS.items() if code not in layers]:
        fault = f"holds no XML of {', '.join(missing)}; deliver the whole BAG 2.0 extract as Kadaster gives it"
        raise SourceError(path.name, [fault])
    panden = _current(layers["PND"], Tally(path.name, "buildings", 0))
    objects = _current(layers["VBO"], Tally(path.name, "addresses", 0))
    lookups = {code: _lookup(path.name, code, layers[code]) for code in ("WPL", "OPR", "NUM")}
    buildings = gpd.GeoDataFrame(panden.frame.rename(columns={"oorspronkelijkBouwjaar": "bouwjaar"}))
    return Rows(buildings, panden.tally), Rows(_with_address(objects.frame, lookups), objects.tally)


def _layers(path: Path, unpacked: int, progress: Callable[[str], None]) -> dict[str, pd.DataFrame]:
    found: dict[str, list[pd.DataFrame]] = defaultdict(list)
    for member in bag_zip.members(path, unpacked):
        progress(f"{path.name}: reading {member.name}")
        found[member.code].append(_parsed(path.name, member))
    return {code: pd.concat(frames, ignore_index=True) for code, frames in found.items()}


def _parsed(file: str, member: bag_zip.Member) -> pd.DataFrame:
    if fault := next(_faults(member), ""):
        raise SourceError(file, [fault])
    try:
        info = pyogrio.read_info(member.content)
        # Only GDAL's own reader of BAG XML may go on: others follow references to other files.
        known = (info["driver"], info["layer_name"]) == ("LVBAG", KINDS[member.code])
        frame = pyogrio.read_dataframe(member.content) if known else pd.DataFrame()
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise SourceError(file, [f"'{member.name}' is damaged ({error}); download the extract again"]) from error
    stated = len(OBJECT.findall(member.content))
    if len(frame) != stated:
        fault = f"'{member.name}' has {stated} objects, of which {len(frame)} could be read as {KINDS[member.code]}"
        raise SourceError(file, [f"{fault}; download the extract again"])
    return frame


def _faults(member: bag_zip.Member) -> Iterator[str]:
    if not ROOT.match(member.content) or any(word in member.content for word in FORBIDDEN):
        yield f"'{member.name}' is not XML of a BAG 2.0 extract; deliver the extract as Kadaster gives it"
    if other := sorted(set(SYSTEM.findall(member.content)) - IN_RD):
        name = other[0].decode(errors="replace")
        yield f"'{member.name}' has coordinates in '{name}', not in RD New (EPSG:28992); deliver it in RD New"


def _current(frame: pd.DataFrame, tally: Tally) -> Rows:
    tally.read = len(frame)
    frame = frame.assign(identificatie=_numbers(frame["identificatie"]))
    ended = frame[ENDED].notna().any(axis=1)
    past = frame.loc[ended, "identificatie"].drop_duplicates().head(SHOWN)
    tally.reject("history", int(ended.sum()), past.tolist())
    return Rows(gpd.GeoDataFrame(frame[~ended].reset_index(drop=True)), tally)


def _lookup(file: str, code: str, frame: pd.DataFrame) -> pd.DataFrame:
    current = frame[frame[ENDED].isna().all(axis=1)].set_index("identificatie")
    twice = _numbers(current.index[current.index.duplicated()].unique().to_series())
    if len(twice):
        shown = ", ".join(twice.head(SHOWN))
        raise SourceError(
            file, [f"{KINDS[code]}: {len(twice)} ids have two present versions ({shown}); download again"]
        )
    return current


def _numbers(column: pd.Series) -> pd.Series:
    return column.str.replace(r"^NL\.IMBAG\.\w+\.", "", regex=True)


def _with_address(objects: gpd.GeoDataFrame, lookups: dict[str, pd.DataFrame]) -> gpd.GeoDataFrame:
    address = lookups["NUM"].reindex(objects["hoofdadresNummeraanduidingRef"]).reset_index(drop=True)
    street = lookups["OPR"].reindex(address["openbareruimteRef"]).reset_index(drop=True)
    # A number may lie in another town than its street; then it says so itself.
    town = lookups["WPL"]["naam"].reindex(address["woonplaatsRef"].fillna(street["woonplaatsRef"]))
    return gpd.GeoDataFrame(
        objects.assign(
            gebruiksdoel=_joined(objects["gebruiksdoel"]),
            pand_identificatie=_joined(objects["pandRef"]),
            openbare_ruimte_identificatie=address["openbareruimteRef"].where(street["naam"].notna()),
            openbare_ruimte_naam=street["naam"],
            huisnummer=address["huisnummer"],
            huisletter=address["huisletter"],
            toevoeging=address["huisnummerToevoeging"],
            postcode=address["postcode"],
            woonplaats_naam=town.to_numpy(),
        )
    )


def _joined(column: pd.Series) -> pd.Series:
    return column.map(",".join, na_action="ignore").astype("string")
