-- Purpose: the weighted mean of each dimension over what is known, and whether that is enough.
-- Parameters: $dimension_coverage, the share of a dimension's weight that must be known (0-1).
-- Returned columns: none (fills dimension_part).
INSERT INTO dimension_part
SELECT
    scored.level, scored.unit_id, scored.slot, scored.dimension, any_value(scored.axis) AS axis,
    any_value(valid.dimension_weight) AS weight, sum(scored.weight) AS available, count(*) AS indicators,
    sum(scored.weight) / any_value(valid.dimension_total) AS coverage, any_value(valid.axis_total) AS axis_total,
    sum(scored.weight * scored.score) / sum(scored.weight) AS score,
    sum(scored.weight) / any_value(valid.dimension_total) >= $dimension_coverage - 1e-12 AS sufficient
FROM scored
JOIN model_level AS valid ON valid.level = scored.level AND valid.indicator_id = scored.indicator_id
GROUP BY scored.level, scored.unit_id, scored.slot, scored.dimension
