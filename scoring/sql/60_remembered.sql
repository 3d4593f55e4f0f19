-- Purpose: give what is remembered of the meeting before the first one the numbers of the units of now.
-- Parameters: none. Returned columns: none (fills memory).
INSERT INTO memory
SELECT place.unit, remembered.* EXCLUDE (level, unit_id)
FROM remembered
JOIN place USING (level, unit_id)
