-- Purpose: store every step of every figure with its effective weight, so that an explanation reads and never computes.
-- Parameters: none. Returned columns: none (fills indicator_step).
INSERT INTO indicator_step
WITH shown AS (
    SELECT weighed.* FROM weighed JOIN own_light AS own USING (unit, slot) WHERE own.reason = 'scored'
)
SELECT
    place.level, place.unit_id, slot.period, item.indicator_id, figure.numerator, figure.denominator, figure.raw,
    figure.value, figure.se, figure.own_share, figure.score,
    CASE WHEN figure.score IS NOT NULL THEN shown.weight * item.weight END AS weight,
    figure.ends, figure.carried, figure.transferred, figure.rolled_up
FROM figure
JOIN place USING (unit)
JOIN slot USING (slot)
JOIN item USING (indicator)
LEFT JOIN shown ON shown.unit = figure.unit AND shown.slot = figure.slot AND shown.dimension = item.dimension
WHERE figure.denominator IS NOT NULL OR figure.value IS NOT NULL
