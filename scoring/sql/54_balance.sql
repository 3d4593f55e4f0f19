-- Purpose: capacity K and freedom from burden F as weighted means of their dimensions, and S = a K + (1 - a) F; with its
--     standard error, SE(S)^2 = sum (W_i 100 / (hi - lo))^2 SE_i^2 (errors taken as independent, an unknown one as none),
--     and what it would be when one address less had reported (reporting effort is not burden).
-- Parameters: $a, the weight of capacity; $axis_coverage, the share of an axis that must be known (0-1);
--     $minimum, indicators an axis needs.
-- Returned columns: none (fills balance; an axis of which too little is known is NULL, and so is the score).
INSERT INTO balance
WITH axis AS (
    SELECT
        unit, slot, axis,
        sum(weight) FILTER (sufficient) AS total,
        sum(weight * score) FILTER (sufficient) / sum(weight) FILTER (sufficient) AS mean,
        sum(weight * lessened) FILTER (sufficient) / sum(weight) FILTER (sufficient) AS lessened,
        sum(weight ** 2 * variance) FILTER (sufficient) / (sum(weight) FILTER (sufficient)) ** 2 AS variance,
        sum(unknown) FILTER (sufficient) AS unknown,
        coalesce(sum(weight) FILTER (sufficient), 0) / any_value(axis_total) AS sufficient_share,
        sum(weight * coverage) / any_value(axis_total) AS coverage,
        coalesce(sum(indicators) FILTER (sufficient), 0) AS indicators
    FROM dimension_part
    GROUP BY unit, slot, axis
),
judged AS (
    SELECT
        *, sufficient_share >= $axis_coverage - 1e-12 AND indicators >= $minimum AS judged
    FROM axis
),
paired AS (
    SELECT
        unit, slot,
        max(mean) FILTER (judged AND axis = 'capacity') AS capacity,
        max(mean) FILTER (judged AND axis = 'burden') AS freedom,
        coalesce(max(coverage) FILTER (axis = 'capacity'), 0) AS capacity_coverage,
        coalesce(max(coverage) FILTER (axis = 'burden'), 0) AS freedom_coverage,
        max(total) FILTER (axis = 'capacity') AS capacity_total, max(total) FILTER (axis = 'burden') AS freedom_total,
        sqrt(sum((CASE axis WHEN 'capacity' THEN $a ELSE 1 - $a END) ** 2 * variance)) AS se,
        sum(unknown) AS unknown,
        sum((CASE axis WHEN 'capacity' THEN $a ELSE 1 - $a END) * lessened) AS without_address
    FROM judged
    GROUP BY unit, slot
)
SELECT
    unit, slot, capacity, freedom, $a * capacity + (1 - $a) * freedom AS score,
    $a * capacity_coverage + (1 - $a) * freedom_coverage AS coverage, capacity_total, freedom_total, se,
    unknown::INTEGER AS unknown, without_address
FROM paired
