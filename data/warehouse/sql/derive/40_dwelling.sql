-- Purpose: place every home in the tree through its building, so that figures of a level add up to the level above.
-- Parameters: none. Returned columns: none (fills dwelling). A street is an openbare ruimte within one neighbourhood.
INSERT INTO dwelling
SELECT
    home.dwelling_id, home.building_id,
    street.street_id || '-' || home.neighbourhood_id AS street_id,
    home.neighbourhood_id,
    neighbourhood.parent_id AS district_id,
    district.parent_id AS municipality_id,
    register.estate_id,
    register.dwelling_id IS NOT NULL AS let,
    address.street_name, address.house_number, address.house_letter, address.addition, address.postcode, address.town,
    address.floor_area, address.status, address.uses,
    ST_X(address.geom) AS x, ST_Y(address.geom) AS y
FROM placed_home AS home
JOIN staged_address AS address USING (dwelling_id)
JOIN building_street AS street USING (building_id)
JOIN staged_area AS neighbourhood ON neighbourhood.area_id = home.neighbourhood_id
JOIN staged_area AS district ON district.area_id = neighbourhood.parent_id
LEFT JOIN staged_register AS register USING (dwelling_id)
ORDER BY home.neighbourhood_id, home.building_id, home.dwelling_id
