-- Purpose: the weighted mean of each dimension over what is known, and whether that is enough; also what the error of its
--     figures adds up to, and its score when one address less had reported (reporting effort is not burden).
-- Parameters: $dimension_coverage, the share of a dimension's weight that must be known (0-1).
-- Returned columns: none (fills dimension_part).
INSERT INTO dimension_part
WITH scored AS (
    SELECT
        step.unit, step.slot, item.dimension, item.weight, item.worst, item.best, step.se,
        points(step.value, item.worst, item.best) AS score,
        item.weight * 100 / (item.best - item.worst) * step.se AS error,
        CASE WHEN item.base = 'register' AND step.numerator >= 1
            THEN step.value - step.own_share / step.denominator END AS less
    FROM step
    JOIN item USING (indicator)
    WHERE step.value IS NOT NULL AND item.dimension IS NOT NULL
),
known AS (
    SELECT
        unit, slot, dimension, sum(weight) AS available, count(*) AS indicators, sum(weight * score) AS weighted,
        sum(weight * coalesce(points(less, worst, best), score)) AS lessened,
        coalesce(sum(error * error), 0) AS variance, count(*) FILTER (se IS NULL) AS unknown
    FROM scored
    GROUP BY unit, slot, dimension
),
placed AS MATERIALIZED (            -- first the level: weights by dimension alone would multiply the rows
    SELECT known.*, place.level FROM known JOIN place USING (unit)
)
SELECT
    placed.unit, placed.slot, placed.dimension, valid.axis, valid.dimension_weight AS weight, placed.available,
    placed.indicators, placed.available / valid.dimension_total AS coverage, valid.axis_total,
    placed.weighted / placed.available AS score, placed.lessened / placed.available AS lessened,
    placed.variance / (placed.available * placed.available) AS variance, placed.unknown,
    placed.available / valid.dimension_total >= $dimension_coverage - 1e-12 AS sufficient
FROM placed
JOIN model_level AS valid ON valid.level = placed.level AND valid.dimension = placed.dimension
