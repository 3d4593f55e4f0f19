-- Purpose: the weights against which coverage is measured: only what is valid at a level counts there.
-- Parameters: none. Returned columns: none (fills model_level).
INSERT INTO model_level
WITH valid AS (
    SELECT
        allowed.level, indicator.indicator_id, indicator.dimension, indicator.axis, indicator.weight,
        dimension.weight AS dimension_weight
    FROM model_indicator AS indicator
    JOIN model_dimension AS dimension USING (dimension)
    JOIN indicator_level AS allowed USING (indicator_id)
    WHERE allowed.level <> 'dwelling'
),
per_dimension AS (
    SELECT level, dimension, axis, sum(weight) AS dimension_total, any_value(dimension_weight) AS dimension_weight
    FROM valid GROUP BY level, dimension, axis
),
per_axis AS (
    SELECT level, axis, sum(dimension_weight) AS axis_total FROM per_dimension GROUP BY level, axis
)
SELECT
    valid.level, valid.indicator_id, valid.dimension, valid.axis, valid.weight,
    per_dimension.dimension_total, valid.dimension_weight, per_axis.axis_total
FROM valid
JOIN per_dimension USING (level, dimension)
JOIN per_axis ON per_axis.level = valid.level AND per_axis.axis = valid.axis
