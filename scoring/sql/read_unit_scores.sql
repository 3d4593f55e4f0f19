-- Purpose: the scores of all units that have one of their own, before lights are given.
-- Parameters: none.
-- level, unit_id, period
-- score  points
SELECT place.level, place.unit_id, slot.period, balance.score
FROM own_light AS own
JOIN place USING (unit)
JOIN balance USING (unit, slot)
JOIN slot USING (slot)
WHERE own.reason = 'scored'
