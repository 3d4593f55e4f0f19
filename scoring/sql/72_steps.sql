-- Purpose: store every step of every figure with its effective weight, so that an explanation reads and never computes.
-- Parameters: none. Returned columns: none (fills indicator_step).
INSERT INTO indicator_step
SELECT
    figure.level, figure.unit_id, slot.period, figure.indicator_id, figure.numerator, figure.denominator,
    figure.raw, figure.value, figure.se, figure.own_share, scored.score,
    CASE WHEN own.reason = 'scored' THEN weighed.weight END AS weight,
    figure.ends, figure.carried, figure.transferred, figure.rolled_up
FROM figure
JOIN slot USING (slot)
LEFT JOIN scored
    ON scored.level = figure.level AND scored.unit_id = figure.unit_id AND scored.slot = figure.slot
    AND scored.indicator_id = figure.indicator_id
LEFT JOIN weighed
    ON weighed.level = figure.level AND weighed.unit_id = figure.unit_id AND weighed.slot = figure.slot
    AND weighed.indicator_id = figure.indicator_id
LEFT JOIN own_light AS own
    ON own.level = figure.level AND own.unit_id = figure.unit_id AND own.slot = figure.slot
WHERE figure.denominator IS NOT NULL OR figure.value IS NOT NULL
