"""The XML extract of the BAG: small files of our own in the real format, then the same spoilt."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from shapely.geometry import Point

from data.domain.errors import SourceError
from data.sources import bag

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "bag"


def test_present_buildings_are_read_and_every_other_row_is_accounted_for(tmp_path: Path) -> None:
    delivered = bag.read(extract(tmp_path))
    assert delivered.buildings["building_id"].tolist() == [f"00001000000000{n:02d}" for n in (1, 2, 4, 5)]
    report = delivered.reports[0]
    assert (report.table, report.read, report.accepted) == ("buildings", 7, 4)
    assert reasons(report.rejections) == {"history": 1, "not_existing": 2}
    assert reasons(report.warnings) == {"construction_year_unknown": 1, "geometry_repaired": 1}
    assert report.rejections[1].examples == ("0000100000000003", "0000100000000006")


def test_dummies_become_missing(tmp_path: Path) -> None:
    delivered = bag.read(extract(tmp_path))
    years = delivered.buildings.set_index("building_id")["construction_year"]
    assert years.isna().tolist() == [False, True, False, False]
    assert delivered.addresses["floor_area"].isna().tolist() == [False, True, False, False, False]
    assert years["0000100000000001"] == 1950


def test_a_crooked_outline_is_mended_to_one_polygon(tmp_path: Path) -> None:
    shapes = bag.read(extract(tmp_path)).buildings.geometry
    assert shapes.is_valid.all()
    assert set(shapes.geom_type) == {"Polygon"}
    assert not shapes.has_z.any()


def test_an_address_has_its_present_street_and_its_own_town(tmp_path: Path) -> None:
    homes = bag.read(extract(tmp_path)).addresses.set_index("dwelling_id")
    first, letters = homes.loc["0000010000000001"], homes.loc["0000010000000005"]
    assert (first["street_id"], first["street_name"]) == ("0000300000000001", "Voorbeeldlaan")
    assert (first["house_number"], first["postcode"], first["town"]) == (1, "9999ZZ", "Voorbeeldstad")
    assert (letters["house_letter"], letters["addition"], letters["town"]) == ("a", "bis", "Proefdorp")
    assert homes.loc["0000010000000003", ["postcode", "house_letter"]].isna().all()


def test_several_uses_are_kept_and_one_of_them_makes_it_residential(tmp_path: Path) -> None:
    homes = bag.read(extract(tmp_path)).addresses.set_index("dwelling_id")
    assert homes.loc["0000010000000002", "uses"] == "winkelfunctie,woonfunctie"
    assert homes["residential"].tolist() == [True, True, True, False, True]


def test_a_home_that_is_permitted_but_not_in_use_is_not_lived_in(tmp_path: Path) -> None:
    delivered = bag.read(extract(tmp_path))
    lived_in = bag.lived_in(delivered.addresses["status"])
    assert lived_in.tolist() == [True, True, False, True, True]
    assert reasons(delivered.reports[1].warnings)["not_in_use_yet"] == 1


def test_an_address_drawn_as_a_surface_becomes_a_point_inside_it(tmp_path: Path) -> None:
    homes = bag.read(extract(tmp_path)).addresses.set_index("dwelling_id")
    assert homes.loc["0000010000000005", "geometry"].distance(Point(200078.5, 500001.5)) < 0.5


def test_addresses_without_street_or_building_are_counted(tmp_path: Path) -> None:
    report = bag.read(extract(tmp_path)).reports[1]
    assert (report.read, report.accepted) == (8, 5)
    assert reasons(report.rejections) == {"history": 1, "not_existing": 1, "no_street": 1}
    assert reasons(report.warnings)["no_building"] == 1


def test_an_address_on_a_street_that_is_not_delivered_is_left_out(tmp_path: Path) -> None:
    path = extract(tmp_path, change={"OPR": lambda xml: xml.replace(b"0000300000000002", b"0000300000000009")})
    assert reasons(bag.read(path).reports[1].rejections)["no_street"] == 3


def test_xml_that_somebody_zipped_again_in_a_folder_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "again.zip"
    path.write_bytes(zipped({f"levering\\bag/{xml.name}": xml.read_bytes() for xml in SAMPLE.glob("*.xml")}))
    assert len(bag.read(path).buildings) == 4


def test_a_home_in_two_buildings_has_two_links(tmp_path: Path) -> None:
    delivered = bag.read(extract(tmp_path))
    links = delivered.address_buildings
    two = links[links["dwelling_id"] == "0000010000000002"]
    assert two["building_id"].tolist() == ["0000100000000001", "0000100000000002"]
    assert reasons(delivered.reports[2].rejections) == {"building_unknown": 1}


def test_what_lies_outside_the_box_is_counted(tmp_path: Path) -> None:
    delivered = bag.read(extract(tmp_path), box=(199_990, 499_990, 200_018, 500_010))
    assert delivered.buildings["building_id"].str[-1].tolist() == ["1", "2"]
    assert reasons(delivered.reports[0].rejections)["outside_box"] == 4


def test_progress_names_each_file(tmp_path: Path) -> None:
    said: list[str] = []
    bag.read(extract(tmp_path), progress=said.append)
    assert any("0000PND01012024-000001.xml" in line for line in said)


def test_zips_of_other_objects_are_not_opened(tmp_path: Path) -> None:
    more = {"0000NBPND01012024.zip": b"not even a zip", "0000IAVBO01012024.zip": b"", "../../evil.zip": b"PK"}
    assert len(bag.read(extract(tmp_path, extra=more)).buildings) == 4


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    fails(tmp_path / "absent.zip", r"absent\.zip: there is no such file")


def test_a_zip_without_the_members_says_which_are_missing(tmp_path: Path) -> None:
    fails(extract(tmp_path, leave_out="NUM"), r"holds no XML of NUM \(Nummeraanduiding\); deliver the whole")


def test_another_file_with_the_name_of_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    path.write_text("hello")
    fails(path, "neither a GeoPackage nor a zip")


@pytest.mark.parametrize("share", [0.2, 0.7, 0.99])
def test_a_zip_that_is_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    path = extract(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    fails(path, "cut off, damaged or locked")


def test_a_damaged_inner_zip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("0000PND01012024.zip", b"PK\x03\x04 and then nothing")
    fails(path, r"the zip '0000PND01012024\.zip' is cut off")


def test_xml_that_stops_halfway_is_refused(tmp_path: Path) -> None:
    path = extract(tmp_path, change={"PND": lambda xml: xml[: len(xml) // 2]})
    fails(path, r"'0000PND01012024-000001\.xml' is damaged .*download the extract again")


def test_coordinates_in_another_system_are_refused(tmp_path: Path) -> None:
    path = extract(tmp_path, change={"PND": lambda xml: xml.replace(b"EPSG::28992", b"EPSG::4326")})
    fails(path, r"coordinates in 'urn:ogc:def:crs:EPSG::4326', not in RD New")


def test_two_present_versions_of_a_building_are_named(tmp_path: Path) -> None:
    path = extract(tmp_path, change={"PND": lambda xml: xml.replace(b"0000100000000002", b"0000100000000001")})
    fails(path, r"buildings, column 'identificatie': 1 ids occur more than once \(0000100000000001\)")


def test_two_present_versions_of_a_street_are_named(tmp_path: Path) -> None:
    path = extract(tmp_path, change={"OPR": lambda xml: xml.replace(b"0000300000000002", b"0000300000000001")})
    fails(path, r"Openbareruimte: 1 ids have two present versions \(0000300000000001\)")


def test_a_file_that_holds_other_objects_than_its_name_says_is_refused(tmp_path: Path) -> None:
    other = (SAMPLE / "0000OPR01012024-000001.xml").read_bytes()
    fails(extract(tmp_path, change={"PND": lambda _: other}), "'0000PND01012024-000001.xml' has 3 objects")


@pytest.mark.parametrize(
    "hostile",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><bagStand >&c;</bagStand>',
        b'<OGRVRTDataSource><OGRVRTLayer name="Pand"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>',
        b'<?xml version="1.0"?><bagStand a="1"><OGRVRTDataSource/></bagStand>',
        b"",
    ],
)
def test_xml_that_is_no_extract_is_never_opened(tmp_path: Path, hostile: bytes) -> None:
    fails(extract(tmp_path, change={"PND": lambda _: hostile}), "is not XML of a BAG 2.0 extract")


def test_a_zip_that_unpacks_too_large_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = extract(tmp_path, change={"VBO": lambda xml: xml + b" " * 20_000_000})
    assert path.stat().st_size < 200_000
    with pytest.raises(SourceError, match=r"unpacks to more than 0\.005 GB .*deliver the extract of one municipality"):
        bag.read(path, unpacked=5_000_000)


def test_an_extract_in_which_nothing_exists_is_refused(tmp_path: Path) -> None:
    gone = b"Pand gesloopt"
    change = {"PND": lambda xml: xml.replace(b"Pand in gebruik", gone).replace(b"Bouw gestart", gone)}
    fails(extract(tmp_path, change=change), "none of its 7 buildings exists now")


def extract(folder: Path, *, change: dict | None = None, leave_out: str = "", extra: dict | None = None) -> Path:
    """Zip the samples as Kadaster does: XML in a zip a kind, those in a zip a municipality, that in a delivery."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as municipality:
        for xml in sorted(SAMPLE.glob("*.xml")):
            code = xml.name[4:7]
            if code != leave_out:
                content = (change or {}).get(code, lambda content: content)(xml.read_bytes())
                municipality.writestr(f"{xml.name.partition('-')[0]}.zip", zipped({xml.name: content}))
        for name, content in (extra or {}).items():
            municipality.writestr(name, content)
    path = folder / "extract.zip"
    path.write_bytes(zipped({"0000GEM01012024.zip": inner.getvalue(), "Leveringsdocument-BAG-Extract.xml": b"<a/>"}))
    return path


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def reasons(counts: tuple) -> dict[str, int]:
    return {each.reason: each.rows for each in counts}


def fails(path: Path, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        bag.read(path)
