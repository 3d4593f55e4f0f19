-- Purpose: what the map draws of the units of one level inside an open unit.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside (the same level: the unit itself).
-- unit_id, municipality_id, district_id, neighbourhood_id
-- wkb                    shape in EPSG:4326, longitude first
-- label_lon, label_lat   a point inside it
SELECT
    unit_id, municipality_id, district_id, neighbourhood_id,
    ST_AsWKB(ST_Transform(geom, 'EPSG:28992', 'EPSG:4326', always_xy := true)) AS wkb,
    ST_X(ST_Transform(ST_Point(label_x, label_y), 'EPSG:28992', 'EPSG:4326', always_xy := true)) AS label_lon,
    ST_Y(ST_Transform(ST_Point(label_x, label_y), 'EPSG:28992', 'EPSG:4326', always_xy := true)) AS label_lat
FROM unit
WHERE level = $child AND geom IS NOT NULL
    AND (level <> 'building' OR homes > 0) AND NOT is_water
    AND CASE
        WHEN $child = $level THEN unit_id
        WHEN $level = 'municipality' THEN municipality_id
        WHEN $level = 'district' THEN district_id
        WHEN $level = 'neighbourhood' THEN neighbourhood_id
        WHEN $level = 'street' THEN parent_id
        WHEN $level = 'estate' THEN estate_id
        ELSE unit_id
    END = $unit_id
ORDER BY name, unit_id
