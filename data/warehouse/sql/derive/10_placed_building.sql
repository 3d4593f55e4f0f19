-- Purpose: give every building the neighbourhood in which a point inside it lies (the lowest code on a shared border).
-- Parameters: none. Returned columns: none (fills placed_building; buildings outside every neighbourhood stay out).
INSERT INTO placed_building
WITH pointed AS (
    SELECT building_id, construction_year, status, geom, ST_PointOnSurface(geom) AS point
    FROM staged_building
),
neighbourhood AS (
    SELECT area_id, geom FROM staged_area WHERE level = 'neighbourhood'
),
inside AS (
    SELECT pointed.building_id, min(neighbourhood.area_id) AS neighbourhood_id
    FROM pointed
    JOIN neighbourhood ON ST_Intersects(neighbourhood.geom, pointed.point)
    GROUP BY pointed.building_id
)
SELECT
    pointed.building_id, pointed.construction_year, pointed.status, inside.neighbourhood_id,
    ST_X(pointed.point) AS x, ST_Y(pointed.point) AS y, pointed.geom
FROM pointed
JOIN inside USING (building_id)
