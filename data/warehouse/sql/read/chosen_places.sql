-- Purpose: where the places of a selection lie; a place that does not exist gives no row.
-- Parameters: $levels, $codes, two lists that go together.
-- level, unit_id, municipality_id, district_id, neighbourhood_id
SELECT unit.level, unit.unit_id, unit.municipality_id, unit.district_id, unit.neighbourhood_id
FROM (SELECT DISTINCT unnest($levels) AS level, unnest($codes) AS unit_id) AS chosen
JOIN unit ON unit.level = chosen.level AND unit.unit_id = chosen.unit_id
