-- Purpose: the numbers of the published periods, old to new.
-- Parameters: none.
-- slot
SELECT slot
FROM slot
ORDER BY slot
