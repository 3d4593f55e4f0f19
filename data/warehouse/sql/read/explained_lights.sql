-- Purpose: what explains the light of one unit at every meeting that is published, old to new.
-- Parameters: $level, $unit_id.
-- period
-- light, plain, rule, reason, indicative   the colour, that of the thresholds alone, what made them differ
-- score, capacity, burden, coverage        0-100, coverage 0-1
-- se, unknown_errors                       standard error of the score; figures in it of which no error is known
-- p_red, p_amber, p_green                  chance of each colour, 0-1
-- brandhaard, data_class
-- source_level, source_id, source_let_homes  of the unit whose colour is borrowed
SELECT
    light.period, light.light, light.plain, light.rule, light.reason, light.indicative, light.score, light.capacity,
    light.burden, light.coverage, light.se, light.unknown_errors, light.p_red, light.p_amber, light.p_green,
    light.brandhaard, light.data_class, light.source_level, light.source_id, source.let_homes AS source_let_homes
FROM light
JOIN period USING (period)
LEFT JOIN unit AS source ON source.level = light.source_level AND source.unit_id = light.source_id
WHERE light.level = $level AND light.unit_id = $unit_id
ORDER BY period.ends
