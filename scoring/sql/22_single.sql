-- Purpose: take out again what is to be added up.
-- Parameters: none. Returned columns: none (leaves in rolled what an area has once).
DELETE FROM rolled
USING several
WHERE several.indicator = rolled.indicator
