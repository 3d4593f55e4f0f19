-- Purpose: the scores of all units that have one, with their error, to give each colour its chance.
-- Parameters: none.
-- level, unit_id, slot
-- score, se  points
SELECT held.level, held.unit_id, held.slot, balance.score, certainty.se
FROM held_light AS held
JOIN balance USING (level, unit_id, slot)
JOIN certainty USING (level, unit_id, slot)
WHERE held.reason = 'scored'
