-- Purpose: the lights of one unit over the published periods, old to new.
-- Parameters: $level, $unit_id.
-- period, light, reason, source_level, source_id, score, capacity, burden, data_class, source_let_homes
SELECT
    light.period, light.light, light.reason, light.source_level, light.source_id, light.score, light.capacity,
    light.burden, light.data_class, source.let_homes AS source_let_homes
FROM light
JOIN period USING (period)
LEFT JOIN unit AS source ON source.level = light.source_level AND source.unit_id = light.source_id
WHERE light.level = $level AND light.unit_id = $unit_id
ORDER BY period.ends
