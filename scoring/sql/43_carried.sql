-- Purpose: carry a figure over to the one next period for which nothing was delivered, and mark it.
-- Parameters: none. Returned columns: none (adds to step).
INSERT INTO step
WITH interrupted AS (               -- few are: only these are looked at period by period
    SELECT unit, indicator FROM step GROUP BY unit, indicator HAVING count(*) < (SELECT count(*) FROM slot)
),
given AS MATERIALIZED (
    SELECT * FROM step SEMI JOIN interrupted USING (unit, indicator)
)
SELECT
    old.unit, old.indicator, slot.slot, old.numerator, old.denominator, old.squares, old.value, old.se, old.own_share,
    old.ends, true AS carried, old.transferred, old.rolled_up
FROM given AS old
JOIN slot ON slot.slot = old.slot + 1
ANTI JOIN given AS next ON next.unit = old.unit AND next.indicator = old.indicator AND next.slot = old.slot + 1
WHERE old.value IS NOT NULL
