-- Purpose: every unit that has a light in one period, to be released: from the building up; water and buildings without
--     homes are ground, no units.
-- Parameters: $period.
-- level, unit_id, name, parent_id, estate_id, neighbourhood_id, district_id, municipality_id, homes, let_homes
-- light, plain, rule, reason, source_level, source_id, indicative, data_class  of the period
-- score, capacity, burden, coverage, se
-- source_name, source_let_homes  of the unit whose colour is borrowed
SELECT
    unit.level, unit.unit_id, unit.name, unit.parent_id, unit.estate_id, unit.neighbourhood_id, unit.district_id,
    unit.municipality_id, unit.homes, unit.let_homes, light.light, light.plain, light.rule, light.reason,
    light.source_level, light.source_id, light.indicative, light.data_class, light.score, light.capacity, light.burden,
    light.coverage, light.se, source.name AS source_name, source.let_homes AS source_let_homes
FROM unit
JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
LEFT JOIN unit AS source ON source.level = light.source_level AND source.unit_id = light.source_id
WHERE (unit.level <> 'building' OR unit.homes > 0) AND NOT unit.is_water
ORDER BY unit.level, unit.unit_id
