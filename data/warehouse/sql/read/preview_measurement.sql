-- Purpose: some measurements, to see what was loaded in which column; masked before it is shown.
-- Parameters: none.
-- indicator_id, level, unit_id, starts, ends, numerator, denominator, value, source
SELECT indicator_id, level, unit_id, starts, ends, numerator, denominator, value, source
FROM measurement
ORDER BY indicator_id, level, unit_id, starts
LIMIT 5
