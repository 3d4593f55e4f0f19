-- Purpose: the outline of one unit and the box around it.
-- Parameters: $level, $unit_id.
-- wkb                        shape in EPSG:4326, longitude first; NULL when there is none
-- west, south, east, north   degrees
-- xmin, ymin, xmax, ymax     RD New, metres
WITH shape AS (
    SELECT geom, ST_Transform(geom, 'EPSG:28992', 'EPSG:4326', always_xy := true) AS degrees
    FROM unit
    WHERE level = $level AND unit_id = $unit_id
)
SELECT
    ST_AsWKB(degrees) AS wkb,
    ST_XMin(degrees) AS west, ST_YMin(degrees) AS south, ST_XMax(degrees) AS east, ST_YMax(degrees) AS north,
    ST_XMin(geom) AS xmin, ST_YMin(geom) AS ymin, ST_XMax(geom) AS xmax, ST_YMax(geom) AS ymax
FROM shape
