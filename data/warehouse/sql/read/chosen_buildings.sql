-- Purpose: the buildings that every unit of an own selection stands for, to see which units overlap.
-- Parameters: $levels, $codes, two lists that go together.
-- level, unit_id  of the unit
-- building_id     of a building in it
WITH chosen AS (SELECT unnest($levels) AS level, unnest($codes) AS unit_id),
building AS (SELECT unit_id, parent_id, estate_id FROM unit WHERE level = 'building')
SELECT chosen.level, chosen.unit_id, building.unit_id AS building_id
FROM chosen JOIN building ON building.parent_id = chosen.unit_id
WHERE chosen.level = 'street'
UNION ALL
SELECT chosen.level, chosen.unit_id, building.unit_id
FROM chosen JOIN building ON building.estate_id = chosen.unit_id
WHERE chosen.level = 'estate'
UNION ALL
SELECT chosen.level, chosen.unit_id, building.unit_id
FROM chosen JOIN building ON building.unit_id = chosen.unit_id
WHERE chosen.level = 'building'
