-- Purpose: carry a figure over to the one next period for which nothing was delivered, and mark it.
-- Parameters: none. Returned columns: none (adds to figure).
INSERT INTO figure
SELECT
    old.unit, old.indicator, slot.slot, old.numerator, old.denominator, old.squares, old.raw, old.value, old.se,
    old.own_share, old.score, old.ends, true AS carried, old.transferred, old.rolled_up
FROM figure AS old
JOIN slot ON slot.slot = old.slot + 1
ANTI JOIN raw_figure AS next
    ON next.unit = old.unit AND next.indicator = old.indicator AND next.slot = slot.slot
WHERE old.raw IS NOT NULL
