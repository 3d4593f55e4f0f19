-- Purpose: the units of an own selection, each with its light in one period.
-- Parameters: $levels, $codes, two lists that go together; $period.
-- unit_id, level, name, municipality_id, district_id, neighbourhood_id, homes, let_homes
-- light, reason, data_class  of the light
SELECT
    unit.unit_id, unit.level, unit.name, unit.municipality_id, unit.district_id, unit.neighbourhood_id,
    unit.homes, unit.let_homes,
    coalesce(light.light, 'grey') AS light, coalesce(light.reason, 'no_data') AS reason,
    coalesce(light.data_class, 'P') AS data_class
FROM (SELECT unnest($levels) AS level, unnest($codes) AS unit_id) AS chosen
JOIN unit ON unit.level = chosen.level AND unit.unit_id = chosen.unit_id
LEFT JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
ORDER BY unit.name, unit.unit_id
