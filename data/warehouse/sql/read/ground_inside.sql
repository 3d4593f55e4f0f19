-- Purpose: what lies under the lights within a box: water (also as CBS draws it), green, roads, and near enough buildings.
-- Parameters: $xmin, $ymin, $xmax, $ymax, RD New, metres; $buildings, whether buildings are drawn too.
-- kind     water, green, road or building
-- wkb      shape in RD New
-- unit_id  of a building; NULL for what is no unit
SELECT kind, ST_AsWKB(geom) AS wkb, NULL::VARCHAR AS unit_id
FROM ground
WHERE ST_XMax(geom) >= $xmin AND ST_XMin(geom) <= $xmax AND ST_YMax(geom) >= $ymin AND ST_YMin(geom) <= $ymax
UNION ALL
SELECT 'water', ST_AsWKB(geom), NULL
FROM unit
WHERE is_water AND level IN ('district', 'neighbourhood')
    AND xmax >= $xmin AND xmin <= $xmax AND ymax >= $ymin AND ymin <= $ymax
UNION ALL
SELECT 'building', ST_AsWKB(geom), unit_id
FROM unit
WHERE $buildings AND level = 'building'
    AND xmax >= $xmin AND xmin <= $xmax AND ymax >= $ymin AND ymin <= $ymax
