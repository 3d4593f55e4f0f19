-- Purpose: number the periods that are published, so that one period later is one more.
-- Parameters: $periods, how many of the newest are published. Returned columns: none (fills slot).
INSERT INTO slot
SELECT period, (year(ends) * 6 + (month(ends) + 1) // 2 - 1)::SMALLINT AS slot, ends
FROM period
ORDER BY ends DESC
LIMIT $periods
