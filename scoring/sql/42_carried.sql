-- Purpose: carry a figure over to the one next period for which nothing was delivered, and mark it.
-- Parameters: none. Returned columns: none (adds to figure).
INSERT INTO figure
SELECT
    old.level, old.unit_id, old.indicator_id, slot.slot, old.numerator, old.denominator, old.squares, old.raw,
    old.value, old.se, old.own_share, old.ends, true AS carried, old.transferred, old.rolled_up
FROM figure AS old
JOIN slot ON slot.slot = old.slot + 1
WHERE old.raw IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM figure AS next
        WHERE next.level = old.level AND next.unit_id = old.unit_id AND next.indicator_id = old.indicator_id
            AND next.slot = slot.slot
    )
