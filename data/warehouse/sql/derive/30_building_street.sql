-- Purpose: give every building with homes one street: that of most of its homes (the lowest id when equal).
-- Parameters: none. Returned columns: none (fills building_street).
INSERT INTO building_street
WITH counted AS (
    SELECT home.building_id, address.street_id, min(address.street_name) AS street_name, count(*) AS homes
    FROM placed_home AS home
    JOIN staged_address AS address USING (dwelling_id)
    WHERE address.street_id IS NOT NULL
    GROUP BY home.building_id, address.street_id
)
SELECT
    building_id,
    arg_min(street_id, (-homes, street_id)) AS street_id,
    arg_min(street_name, (-homes, street_id)) AS street_name
FROM counted
GROUP BY building_id
