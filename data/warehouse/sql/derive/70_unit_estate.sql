-- Purpose: the complexes, the corporation's own grouping beside streets; one hangs under the neighbourhood of most homes.
-- Parameters: none. Returned columns: none (fills unit for estates).
INSERT INTO unit
WITH spread AS (
    SELECT estate_id, neighbourhood_id, district_id, municipality_id, count(*) AS homes
    FROM dwelling WHERE estate_id IS NOT NULL
    GROUP BY estate_id, neighbourhood_id, district_id, municipality_id
),
counted AS (
    SELECT
        estate_id, sum(homes) AS homes,
        arg_min(neighbourhood_id, (-homes, neighbourhood_id)) AS neighbourhood_id,
        arg_min(district_id, (-homes, neighbourhood_id)) AS district_id,
        arg_min(municipality_id, (-homes, neighbourhood_id)) AS municipality_id
    FROM spread GROUP BY estate_id
),
named AS (
    SELECT estate_id, min(estate_name) AS name FROM staged_register WHERE estate_id IS NOT NULL GROUP BY estate_id
)
SELECT
    'estate' AS level, counted.estate_id AS unit_id, coalesce(named.name, counted.estate_id) AS name,
    counted.neighbourhood_id AS parent_id, counted.neighbourhood_id, counted.district_id, counted.municipality_id,
    counted.estate_id, counted.homes, counted.homes AS let_homes,
    NULL AS households, NULL AS inhabitants, false AS is_water, NULL AS construction_year, NULL AS border_year,
    ST_X(ST_PointOnSurface(shape.geom)) AS label_x, ST_Y(ST_PointOnSurface(shape.geom)) AS label_y,
    ST_XMin(shape.geom) AS xmin, ST_YMin(shape.geom) AS ymin, ST_XMax(shape.geom) AS xmax, ST_YMax(shape.geom) AS ymax,
    shape.geom
FROM counted
LEFT JOIN named USING (estate_id)
LEFT JOIN derived_shape AS shape ON shape.level = 'estate' AND shape.unit_id = counted.estate_id
ORDER BY counted.neighbourhood_id, counted.estate_id
