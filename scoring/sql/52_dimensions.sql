-- Purpose: the weighted mean of each dimension over what is known, and whether that is enough.
-- Parameters: $dimension_coverage, the share of a dimension's weight that must be known (0-1).
-- Returned columns: none (fills dimension_part).
INSERT INTO dimension_part
WITH known AS (
    SELECT
        figure.unit, figure.slot, item.dimension, sum(item.weight) AS available, count(*) AS indicators,
        sum(item.weight * figure.score) AS weighted
    FROM figure
    JOIN item USING (indicator)
    WHERE figure.score IS NOT NULL
    GROUP BY figure.unit, figure.slot, item.dimension
)
SELECT
    known.unit, known.slot, known.dimension, valid.axis, valid.dimension_weight AS weight, known.available,
    known.indicators, known.available / valid.dimension_total AS coverage, valid.axis_total,
    known.weighted / known.available AS score,
    known.available / valid.dimension_total >= $dimension_coverage - 1e-12 AS sufficient
FROM known
JOIN place USING (unit)
JOIN model_level AS valid ON valid.level = place.level AND valid.dimension = known.dimension
