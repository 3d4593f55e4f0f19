-- Purpose: the buildings along a Hilbert curve; one without homes hangs under its neighbourhood and is never counted.
-- Parameters: $xmin, $ymin, $xmax, $ymax, the box of all buildings. Returned columns: none (fills unit for buildings).
INSERT INTO unit
WITH home AS (
    SELECT building_id, min(street_id) AS street_id, count(*) AS homes, count(*) FILTER (let) AS let_homes
    FROM dwelling GROUP BY building_id
),
spread AS (
    SELECT building_id, estate_id, count(*) AS homes FROM dwelling WHERE estate_id IS NOT NULL
    GROUP BY building_id, estate_id
),
estate AS (
    SELECT building_id, arg_min(estate_id, (-homes, estate_id)) AS estate_id FROM spread GROUP BY building_id
),
numbered AS (
    SELECT
        building_id, any_value(street_name) AS street_name, min(house_number) AS first_number,
        max(house_number) AS last_number
    FROM dwelling GROUP BY building_id
)
SELECT
    'building' AS level, building.building_id AS unit_id,
    CASE
        WHEN numbered.building_id IS NULL THEN building.building_id
        WHEN numbered.first_number = numbered.last_number
            THEN concat_ws(' ', street.street_name, numbered.first_number)
        ELSE concat_ws(' ', street.street_name, numbered.first_number || '-' || numbered.last_number)
    END AS name,
    coalesce(home.street_id, building.neighbourhood_id) AS parent_id,
    building.neighbourhood_id, neighbourhood.parent_id AS district_id, district.parent_id AS municipality_id,
    estate.estate_id, coalesce(home.homes, 0) AS homes, coalesce(home.let_homes, 0) AS let_homes,
    NULL AS households, NULL AS inhabitants, false AS is_water, building.construction_year, NULL AS border_year,
    building.x AS label_x, building.y AS label_y,
    ST_XMin(building.geom) AS xmin, ST_YMin(building.geom) AS ymin,
    ST_XMax(building.geom) AS xmax, ST_YMax(building.geom) AS ymax, building.geom
FROM placed_building AS building
JOIN staged_area AS neighbourhood ON neighbourhood.area_id = building.neighbourhood_id
JOIN staged_area AS district ON district.area_id = neighbourhood.parent_id
LEFT JOIN home USING (building_id)
LEFT JOIN building_street AS street USING (building_id)
LEFT JOIN numbered USING (building_id)
LEFT JOIN estate USING (building_id)
ORDER BY ST_Hilbert(building.geom, ST_Extent(ST_MakeEnvelope($xmin, $ymin, $xmax, $ymax)))
