-- Purpose: the light of one unit in one period.
-- Parameters: $level, $unit_id, $period.
-- light, reason, source_level, source_id, indicative, score, capacity, burden, coverage, data_class
-- source_name, source_let_homes  of the unit whose colour is borrowed
SELECT
    light.light, light.reason, light.source_level, light.source_id, light.indicative, light.score, light.capacity,
    light.burden, light.coverage, light.data_class, source.name AS source_name, source.let_homes AS source_let_homes
FROM light
LEFT JOIN unit AS source ON source.level = light.source_level AND source.unit_id = light.source_id
WHERE light.level = $level AND light.unit_id = $unit_id AND light.period = $period
