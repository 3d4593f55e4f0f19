-- Purpose: the period before the first that is published.
-- Parameters: $periods, how many of the newest are published.
-- period  key such as 2026-5
WITH first AS (
    SELECT starts FROM (SELECT starts FROM period ORDER BY ends DESC LIMIT $periods) ORDER BY starts LIMIT 1
)
SELECT format('{}-{}', year(starts - INTERVAL 1 DAY), (month(starts - INTERVAL 1 DAY) + 1) // 2) AS period
FROM first
