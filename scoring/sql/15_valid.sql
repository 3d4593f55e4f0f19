-- Purpose: at which levels above the home an indicator is judged.
-- Parameters: none. Returned columns: none (fills valid).
INSERT INTO valid
SELECT allowed.level, item.indicator
FROM indicator_level AS allowed
JOIN item USING (indicator_id)
WHERE allowed.level <> 'dwelling'
