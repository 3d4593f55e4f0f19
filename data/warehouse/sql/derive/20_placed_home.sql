-- Purpose: give every home exactly one building: the one that holds its point, otherwise the lowest id among its own.
-- Parameters: none. Returned columns: none (fills placed_home; homes without a placed building stay out).
INSERT INTO placed_home
SELECT
    address.dwelling_id,
    arg_min(building.building_id, (NOT ST_Intersects(building.geom, address.geom), building.building_id)) AS building_id,
    arg_min(
        building.neighbourhood_id, (NOT ST_Intersects(building.geom, address.geom), building.building_id)
    ) AS neighbourhood_id
FROM staged_address AS address
JOIN staged_address_building AS link USING (dwelling_id)
JOIN placed_building AS building USING (building_id)
WHERE address.residential AND address.lived_in
GROUP BY address.dwelling_id
