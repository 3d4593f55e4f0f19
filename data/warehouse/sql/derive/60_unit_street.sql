-- Purpose: the streets, each an openbare ruimte within one neighbourhood, with the shape derived from its buildings.
-- Parameters: none. Returned columns: none (fills unit for streets).
INSERT INTO unit
WITH counted AS (
    SELECT
        dwelling.street_id, min(street.street_name) AS name, min(dwelling.neighbourhood_id) AS neighbourhood_id,
        min(dwelling.district_id) AS district_id, min(dwelling.municipality_id) AS municipality_id,
        count(*) AS homes, count(*) FILTER (dwelling.let) AS let_homes
    FROM dwelling
    JOIN building_street AS street USING (building_id)
    GROUP BY dwelling.street_id
)
SELECT
    'street' AS level, counted.street_id AS unit_id, coalesce(counted.name, counted.street_id) AS name,
    counted.neighbourhood_id AS parent_id, counted.neighbourhood_id, counted.district_id, counted.municipality_id,
    NULL AS estate_id, counted.homes, counted.let_homes,
    NULL AS households, NULL AS inhabitants, false AS is_water, NULL AS construction_year, NULL AS border_year,
    ST_X(ST_PointOnSurface(shape.geom)) AS label_x, ST_Y(ST_PointOnSurface(shape.geom)) AS label_y,
    ST_XMin(shape.geom) AS xmin, ST_YMin(shape.geom) AS ymin, ST_XMax(shape.geom) AS xmax, ST_YMax(shape.geom) AS ymax,
    shape.geom
FROM counted
LEFT JOIN derived_shape AS shape ON shape.level = 'street' AND shape.unit_id = counted.street_id
ORDER BY counted.neighbourhood_id, counted.street_id
