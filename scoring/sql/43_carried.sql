-- Purpose: carry a figure over to the one next period for which nothing was delivered, and mark it.
-- Parameters: none. Returned columns: none (adds to step).
INSERT INTO step
WITH interrupted AS (               -- few are: only these are looked at period by period
    SELECT unit, indicator FROM step GROUP BY unit, indicator HAVING count(*) < (SELECT count(*) FROM slot)
),
gap AS (
    SELECT interrupted.unit, interrupted.indicator, slot.slot
    FROM interrupted
    CROSS JOIN slot
    ANTI JOIN step AS given
        ON given.unit = interrupted.unit AND given.indicator = interrupted.indicator AND given.slot = slot.slot
)
SELECT
    old.unit, old.indicator, gap.slot, old.numerator, old.denominator, old.squares, old.raw, old.value, old.se,
    old.own_share, old.score, old.ends, true AS carried, old.transferred, old.rolled_up
FROM step AS old
JOIN gap ON gap.unit = old.unit AND gap.indicator = old.indicator AND gap.slot = old.slot + 1
WHERE old.raw IS NOT NULL
