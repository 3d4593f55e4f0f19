-- Purpose: the lights of all units with a score of their own, to compare one publication with the next.
-- Parameters: none.
-- level, unit_id, period
-- score       points; NULL without a score
-- light, data_class
SELECT level, unit_id, period, score, light, data_class
FROM light
WHERE reason <> 'inherited'
