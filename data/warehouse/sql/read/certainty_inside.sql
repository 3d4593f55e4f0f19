-- Purpose: how certain the light of every unit of one level inside an open unit is.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside; $period.
-- unit_id, level, municipality_id, district_id, neighbourhood_id, let_homes  of the unit
-- data_class             of the light
-- light, reason, rule    as published; NULL without a light
-- p_red, p_amber, p_green  chance of each colour, 0-1; NULL without a score
-- se                     standard error of the score, points; NULL unknown
SELECT
    unit.unit_id, unit.level, unit.municipality_id, unit.district_id, unit.neighbourhood_id, unit.let_homes,
    coalesce(light.data_class, 'P') AS data_class, light.light, light.reason, light.rule,
    light.p_red, light.p_amber, light.p_green, light.se
FROM unit
LEFT JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
WHERE unit.level = $child
    AND (unit.level <> 'building' OR unit.homes > 0) AND NOT unit.is_water
    AND CASE
        WHEN $child = $level THEN unit.unit_id
        WHEN $level = 'municipality' THEN unit.municipality_id
        WHEN $level = 'district' THEN unit.district_id
        WHEN $level = 'neighbourhood' THEN unit.neighbourhood_id
        WHEN $level = 'street' THEN unit.parent_id
        WHEN $level = 'estate' THEN unit.estate_id
        ELSE unit.unit_id
    END = $unit_id
ORDER BY unit.name, unit.unit_id
