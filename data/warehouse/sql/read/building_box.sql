-- Purpose: the box around all placed buildings, for their order along a Hilbert curve (a unit box when there are none).
-- Parameters: none.
-- xmin, ymin, xmax, ymax  RD New, metres
SELECT
    coalesce(min(ST_XMin(geom)), 0) AS xmin, coalesce(min(ST_YMin(geom)), 0) AS ymin,
    coalesce(max(ST_XMax(geom)), 1) AS xmax, coalesce(max(ST_YMax(geom)), 1) AS ymax
FROM placed_building
