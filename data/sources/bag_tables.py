"""From BAG rows, whichever file they came from, to buildings, addresses and the links between them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.sources.bag_rows import Rows, count, counted, ids, matches, own_ids, present, text, without
from data.sources.report import Tally
from data.sources.tables import COLUMNS, RD

BUILDINGS_GONE = ("Pand gesloopt", "Niet gerealiseerd pand", "Pand ten onrechte opgevoerd")
OBJECTS_GONE = (
    "Verblijfsobject ingetrokken",
    "Niet gerealiseerd verblijfsobject",
    "Verblijfsobject ten onrechte opgevoerd",
)
LIVED_IN = (
    "Verblijfsobject in gebruik",
    "Verblijfsobject in gebruik (niet ingemeten)",
    "Verbouwing verblijfsobject",
    "Verblijfsobject buiten gebruik",
)
PERMITTED = "Verblijfsobject gevormd"

NO_YEAR = 9999
NO_AREA = 999_999
"""Dummies that municipalities fill in when the figure is not known."""

POSTCODE = r"[1-9]\d{3}[A-Z]{2}"


def buildings(rows: Rows) -> gpd.GeoDataFrame:
    """Make ``buildings`` (see ``data.sources.tables``).

    Parameters
    ----------
    rows
        Panden, history left out. Its tally is filled.

    Returns
    -------
    buildings
        One row a pand that exists or is being built; index from 0. A multipolygon keeps its largest part.

    Raises
    ------
    SourceError
        Ids that are not of the BAG, ids that occur twice, or no pand that exists.
    """
    frame = present(rows, BUILDINGS_GONE)
    frame = without(frame, frame.geometry.convex_hull.area == 0, rows.tally, "no_geometry")
    table = gpd.GeoDataFrame(
        {
            "building_id": own_ids(frame["identificatie"], rows.tally),
            "construction_year": count(frame, "bouwjaar", NO_YEAR, rows.tally, "construction_year_unknown"),
            "status": text(frame["status"]),
        },
        geometry=_outlines(frame, rows.tally),
        crs=RD,
    )
    return gpd.GeoDataFrame(table[list(COLUMNS["buildings"])].reset_index(drop=True))


def addresses(rows: Rows) -> gpd.GeoDataFrame:
    """Make ``addresses`` (see ``data.sources.tables``).

    Parameters
    ----------
    rows
        Verblijfsobjecten, history left out. Its tally is filled.

    Returns
    -------
    addresses
        One row a verblijfsobject that exists or is permitted; index from 0. One drawn as a surface becomes a point
        inside it.

    Raises
    ------
    SourceError
        Ids that are not of the BAG, ids that occur twice, or no verblijfsobject that exists.
    """
    frame = present(rows, OBJECTS_GONE)
    frame = without(frame, text(frame["openbare_ruimte_identificatie"]).isna(), rows.tally, "no_street")
    table = gpd.GeoDataFrame(
        {
            "dwelling_id": own_ids(frame["identificatie"], rows.tally),
            **_place(frame, rows.tally),
            "floor_area": count(frame, "oppervlakte", NO_AREA, rows.tally, "floor_area_unknown"),
            **_use(frame, rows.tally),
        },
        geometry=_points(frame.geometry),
        crs=RD,
    )
    return gpd.GeoDataFrame(table[list(COLUMNS["addresses"])].reset_index(drop=True))


def links(rows: Rows, homes: gpd.GeoDataFrame, panden: gpd.GeoDataFrame) -> tuple[pd.DataFrame, Tally]:
    """Make ``address_buildings``: in which building, or buildings, every address stands.

    Parameters
    ----------
    rows
        Verblijfsobjecten; ``pand_aantal`` is used when it is there. Warnings about addresses go to its tally.
    homes, panden
        Tables made from the same file.

    Returns
    -------
    links
        ``dwelling_id``, ``building_id``, in the order of the file. Links to buildings that are not in ``panden`` are
        left out, counted in the tally.
    tally
        Account of the links.
    """
    frame = rows.frame.assign(dwelling_id=ids(rows.frame["identificatie"], Tally(rows.tally.file, "addresses", 0)))
    frame = frame[frame["dwelling_id"].isin(homes["dwelling_id"])]
    pairs = _pairs(frame)
    tally = Tally(rows.tally.file, "address_buildings", len(pairs))
    pairs["building_id"] = ids(pairs["building_id"], tally)
    known = pairs["building_id"].isin(panden["building_id"])
    rows.tally.warn("buildings_left_out", *counted(frame, _more_than_named(frame, pairs)))
    rows.tally.warn("no_building", *counted(frame, ~frame["dwelling_id"].isin(pairs.loc[known, "dwelling_id"])))
    tally.reject("building_unknown", *counted(pairs, ~known, "building_id"))
    tally.reject("link_twice", *counted(pairs, known & pairs.duplicated(), "dwelling_id"))
    return pairs[known].drop_duplicates().reset_index(drop=True), tally


def _place(frame: gpd.GeoDataFrame, tally: Tally) -> dict[str, pd.Series]:
    postcode = text(frame["postcode"]).str.replace(" ", "", regex=False).str.upper()
    odd = postcode.notna() & ~matches(postcode, POSTCODE)
    tally.warn("postcode_malformed", *counted(frame, odd))
    number = pd.to_numeric(frame["huisnummer"], errors="coerce").round().astype("Int64")
    tally.warn("house_number_unknown", *counted(frame, number.isna()))
    return {
        "street_id": ids(frame["openbare_ruimte_identificatie"], tally),
        "street_name": text(frame["openbare_ruimte_naam"]),
        "house_number": number,
        "house_letter": text(frame["huisletter"]),
        "addition": text(frame["toevoeging"]),
        "postcode": postcode.mask(odd),
        "town": text(frame["woonplaats_naam"]),
    }


def _use(frame: gpd.GeoDataFrame, tally: Tally) -> dict[str, pd.Series]:
    status = text(frame["status"])
    tally.warn("not_in_use_yet", *counted(frame, status == PERMITTED))
    tally.warn("status_unknown", *counted(frame, ~status.isin([*LIVED_IN, PERMITTED])))
    named = text(frame["gebruiksdoel"]).str.split(",")
    # Sorted, so that two files of the same day give the same text.
    uses = named.map(lambda names: ",".join(sorted({name.strip() for name in names})), na_action="ignore")
    tally.warn("use_unknown", *counted(frame, uses.isna()))
    residential = uses.map(lambda names: "woonfunctie" in names.split(","), na_action="ignore")
    return {
        "status": status,
        "uses": uses.astype("string"),
        "residential": residential.fillna(value=False).astype(bool),
    }


def _pairs(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    named = text(frame["pand_identificatie"]).str.split(",")
    pairs = pd.DataFrame({"dwelling_id": frame["dwelling_id"], "building_id": named}).explode("building_id")
    return pairs[pairs["building_id"].notna()].reset_index(drop=True)


def _more_than_named(frame: gpd.GeoDataFrame, pairs: pd.DataFrame) -> pd.Series:
    if "pand_aantal" not in frame:
        return pd.Series(data=False, index=frame.index)
    named = pairs.groupby("dwelling_id")["building_id"].nunique().reindex(frame["dwelling_id"], fill_value=0)
    stated = pd.to_numeric(frame["pand_aantal"], errors="coerce")
    more: pd.Series = stated > np.maximum(named.to_numpy(), 1)
    return more


def _points(geometry: gpd.GeoSeries) -> gpd.GeoSeries:
    flat = gpd.GeoSeries(shapely.force_2d(geometry.to_numpy()), index=geometry.index, crs=RD)
    return flat.where(flat.geom_type == "Point", flat.representative_point())


def _outlines(frame: gpd.GeoDataFrame, tally: Tally) -> gpd.GeoSeries:
    flat = gpd.GeoSeries(shapely.force_2d(frame.geometry.to_numpy()), index=frame.index, crs=RD)
    crooked = ~flat.is_valid | (flat.geom_type != "Polygon")
    tally.warn("geometry_repaired", *counted(frame, crooked))
    flat[crooked] = [_largest(shape) for shape in flat[crooked].make_valid()]
    return flat


def _largest(shape: shapely.Geometry) -> shapely.Geometry:
    return max(shapely.get_parts(shapely.get_parts(shape)), key=shapely.area)
