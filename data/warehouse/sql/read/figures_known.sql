-- Purpose: the indicators of which something is known at a level, with what decides who may see them.
-- Parameters: $level.
-- indicator_id, data_class, context
SELECT indicator_id, data_class, context
FROM indicator
WHERE indicator_id IN (SELECT indicator_id FROM indicator_step WHERE level = $level)
ORDER BY indicator_id
