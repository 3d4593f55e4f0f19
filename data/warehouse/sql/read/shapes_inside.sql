-- Purpose: what the map draws of the units of one level inside an open unit.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside (the same level: the unit itself).
-- unit_id, municipality_id, district_id, neighbourhood_id
-- wkb                shape in RD New
-- label_x, label_y   a point inside it, RD New, metres
SELECT
    unit_id, municipality_id, district_id, neighbourhood_id,
    ST_AsWKB(geom) AS wkb, label_x, label_y
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
