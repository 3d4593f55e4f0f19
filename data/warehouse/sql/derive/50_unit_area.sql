-- Purpose: the units that CBS draws, with their homes from the BAG, or the published number where the BAG has none.
-- Parameters: none. Returned columns: none (fills unit for municipality, district and neighbourhood).
INSERT INTO unit
WITH fact AS (
    SELECT
        area_id,
        arg_max(value, year) FILTER (fact = 'homes') AS homes,
        arg_max(value, year) FILTER (fact = 'households') AS households,
        arg_max(value, year) FILTER (fact = 'inhabitants') AS inhabitants
    FROM area_fact
    WHERE value IS NOT NULL
    GROUP BY area_id
),
counted AS (
    SELECT neighbourhood_id AS area_id, count(*) AS homes, count(*) FILTER (let) AS let_homes
    FROM dwelling GROUP BY neighbourhood_id
    UNION ALL
    SELECT district_id, count(*), count(*) FILTER (let) FROM dwelling GROUP BY district_id
    UNION ALL
    SELECT municipality_id, count(*), count(*) FILTER (let) FROM dwelling GROUP BY municipality_id
)
SELECT
    area.level, area.area_id AS unit_id, area.name, area.parent_id,
    CASE area.level WHEN 'neighbourhood' THEN area.area_id END AS neighbourhood_id,
    CASE area.level WHEN 'district' THEN area.area_id WHEN 'neighbourhood' THEN area.parent_id END AS district_id,
    CASE area.level
        WHEN 'municipality' THEN area.area_id WHEN 'district' THEN area.parent_id ELSE parent.parent_id
    END AS municipality_id,
    NULL AS estate_id,
    CASE WHEN area.is_water THEN 0 ELSE coalesce(counted.homes, fact.homes, fact.households, 0) END AS homes,
    coalesce(counted.let_homes, 0) AS let_homes,
    fact.households, fact.inhabitants, area.is_water, NULL AS construction_year, area.year AS border_year,
    ST_X(ST_PointOnSurface(area.geom)) AS label_x, ST_Y(ST_PointOnSurface(area.geom)) AS label_y,
    ST_XMin(area.geom) AS xmin, ST_YMin(area.geom) AS ymin, ST_XMax(area.geom) AS xmax, ST_YMax(area.geom) AS ymax,
    area.geom
FROM staged_area AS area
LEFT JOIN staged_area AS parent ON parent.area_id = area.parent_id
LEFT JOIN fact ON fact.area_id = area.area_id
LEFT JOIN counted ON counted.area_id = area.area_id
ORDER BY area.level, area.area_id
