-- Purpose: the scores of all units that have one, with their error, to give each colour its chance.
-- Parameters: none.
-- unit, slot
-- score, se  points
SELECT held.unit, held.slot, balance.score, balance.se
FROM held_light AS held
JOIN balance USING (unit, slot)
WHERE held.reason = 'scored'
