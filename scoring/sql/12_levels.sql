-- Purpose: the weights against which coverage is measured: only what is valid at a level counts there.
-- Parameters: none. Returned columns: none (fills model_level).
INSERT INTO model_level
WITH per_dimension AS (
    SELECT
        allowed.level, item.dimension, any_value(dimension.axis) AS axis, sum(item.weight) AS dimension_total,
        any_value(dimension.weight) AS dimension_weight
    FROM item
    JOIN model_dimension AS dimension ON dimension.rowid = item.dimension
    JOIN indicator_level AS allowed USING (indicator_id)
    WHERE allowed.level <> 'dwelling'
    GROUP BY allowed.level, item.dimension
)
SELECT
    level, dimension, axis, dimension_total, dimension_weight,
    sum(dimension_weight) OVER (PARTITION BY level, axis) AS axis_total
FROM per_dimension
