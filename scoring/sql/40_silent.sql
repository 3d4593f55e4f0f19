-- Purpose: a zero where nobody reported. Events are counted over all homes of the register in every period of the
--     delivery, so that no report is a zero there and nothing elsewhere.
-- Parameters: none. Returned columns: none (adds to rolled).
INSERT INTO rolled
WITH covered AS (
    SELECT rolled.indicator, min(rolled.slot) AS first_slot, max(rolled.slot) AS last_slot
    FROM rolled
    JOIN item USING (indicator)
    WHERE item.per_home IS NOT NULL
    GROUP BY rolled.indicator
),
reported AS (
    SELECT rolled.unit, rolled.indicator, rolled.slot
    FROM rolled
    JOIN item USING (indicator)
    WHERE rolled.level <> 'dwelling' AND item.per_home IS NOT NULL
),
expected AS (
    SELECT valid.level, place.unit, covered.indicator, slot.slot, slot.ends
    FROM covered
    JOIN valid USING (indicator)
    JOIN place USING (level)
    JOIN slot ON slot.slot BETWEEN covered.first_slot AND covered.last_slot
    WHERE place.let_homes > 0
)
SELECT
    expected.level, expected.unit, expected.indicator, expected.slot, 0 AS numerator, NULL AS denominator,
    NULL AS squares, NULL AS value, expected.ends, false AS transferred, false AS rolled_up
FROM expected
ANTI JOIN reported
    ON reported.unit = expected.unit AND reported.indicator = expected.indicator AND reported.slot = expected.slot
