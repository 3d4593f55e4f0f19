-- Purpose: how old the figures are, per indicator.
-- Parameters: none.
-- indicator_id, source
-- first_day, last_day  of what was measured
-- figures              rows
-- transferred          rows carried over from other borders
SELECT
    indicator_id, source, min(starts) AS first_day, max(ends) AS last_day, count(*) AS figures,
    count(*) FILTER (transferred) AS transferred
FROM measurement
GROUP BY indicator_id, source
ORDER BY indicator_id, source
