-- Purpose: store every step of every figure with its effective weight, so that an explanation reads and never computes.
-- Parameters: $a, the weight of capacity. Returned columns: none (fills indicator_step).
INSERT INTO indicator_step
SELECT
    figure.level, figure.unit_id, slot.period, figure.indicator_id, figure.numerator, figure.denominator,
    figure.raw, figure.value, figure.se, figure.own_share, scored.score,
    CASE WHEN own.reason = 'scored' AND part.sufficient THEN
        CASE part.axis
            WHEN 'capacity' THEN $a * part.weight / balance.capacity_total
            ELSE (1 - $a) * part.weight / balance.freedom_total
        END * scored.weight / part.available
    END AS weight,
    figure.ends, figure.carried, figure.transferred, figure.rolled_up
FROM figure
JOIN slot USING (slot)
LEFT JOIN scored
    ON scored.level = figure.level AND scored.unit_id = figure.unit_id AND scored.slot = figure.slot
    AND scored.indicator_id = figure.indicator_id
LEFT JOIN dimension_part AS part
    ON part.level = figure.level AND part.unit_id = figure.unit_id AND part.slot = figure.slot
    AND part.dimension = scored.dimension
LEFT JOIN balance
    ON balance.level = figure.level AND balance.unit_id = figure.unit_id AND balance.slot = figure.slot
LEFT JOIN own_light AS own
    ON own.level = figure.level AND own.unit_id = figure.unit_id AND own.slot = figure.slot
WHERE figure.denominator IS NOT NULL OR figure.value IS NOT NULL
