-- Purpose: put every figure on the fixed scale of its goalposts: 100 clip((x-lo)/(hi-lo), 0, 1), 100 favourable.
-- Parameters: none. Returned columns: none (fills scored; missing figures have no row).
INSERT INTO scored
SELECT
    figure.level, figure.unit_id, figure.slot, figure.indicator_id, model.dimension, model.axis, model.weight,
    100 * greatest(0, least(1, CASE indicator.direction
        WHEN 1 THEN (figure.value - model.lo) / (model.hi - model.lo)
        ELSE (model.hi - figure.value) / (model.hi - model.lo)
    END)) AS score
FROM figure
JOIN model_indicator AS model USING (indicator_id)
JOIN indicator USING (indicator_id)
WHERE figure.value IS NOT NULL
