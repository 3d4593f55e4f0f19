-- Purpose: the periods that have lights, old to new.
-- Parameters: none.
-- period        key such as 2026-5
-- starts, ends  first and last day
SELECT period, starts, ends
FROM period
WHERE period IN (SELECT period FROM light)
ORDER BY ends
