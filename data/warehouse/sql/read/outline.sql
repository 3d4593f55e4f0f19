-- Purpose: the outline of one unit and the box around it.
-- Parameters: $level, $unit_id.
-- wkb                        shape in RD New; NULL when there is none
-- xmin, ymin, xmax, ymax     RD New, metres
SELECT
    ST_AsWKB(geom) AS wkb,
    ST_XMin(geom) AS xmin, ST_YMin(geom) AS ymin, ST_XMax(geom) AS xmax, ST_YMax(geom) AS ymax
FROM unit
WHERE level = $level AND unit_id = $unit_id
