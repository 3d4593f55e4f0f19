-- Purpose: what ranks the units of one level inside an open unit, beside their lights: error, course, and what weighs most
--     against each of them. A contribution is c = W (s - b), with b the score of the municipality in the same period; an
--     indicator that the municipality lacks contributes nothing.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside; $period, $previous, two periods.
-- unit_id, neighbourhood_id
-- neighbourhood_name         NULL for a unit that is not inside one
-- se                         standard error of the score, points
-- brandhaard                 whether a red place below is large enough for a badge
-- earlier_score, earlier_class  score one period earlier, and the class of the figures behind it; NULL when there is none
-- gap                        all contributions together: score minus the municipality's over the same indicators
-- reason_1, reason_2         indicators that take the most; NULL when nothing does
-- points_1, points_2         their contributions, below 0
WITH inside AS (
    SELECT unit_id, neighbourhood_id, municipality_id
    FROM unit
    WHERE level = $child
        AND CASE $level
            WHEN 'municipality' THEN municipality_id
            WHEN 'district' THEN district_id
            WHEN 'neighbourhood' THEN neighbourhood_id
            WHEN 'street' THEN parent_id
            WHEN 'estate' THEN estate_id
            ELSE unit_id
        END = $unit_id
),
part AS (
    SELECT inside.unit_id, own.indicator_id, own.weight * (own.score - whole.score) AS points
    FROM inside
    JOIN indicator_step AS own ON own.level = $child AND own.unit_id = inside.unit_id AND own.period = $period
    JOIN indicator_step AS whole
        ON whole.level = 'municipality' AND whole.unit_id = inside.municipality_id AND whole.period = $period
        AND whole.indicator_id = own.indicator_id
    WHERE own.weight IS NOT NULL AND own.score IS NOT NULL AND whole.score IS NOT NULL
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY unit_id ORDER BY points, indicator_id) AS place
    FROM part
),
reason AS (
    SELECT
        unit_id, sum(points) AS gap,
        max(indicator_id) FILTER (WHERE place = 1 AND points < 0) AS reason_1,
        max(points) FILTER (WHERE place = 1 AND points < 0) AS points_1,
        max(indicator_id) FILTER (WHERE place = 2 AND points < 0) AS reason_2,
        max(points) FILTER (WHERE place = 2 AND points < 0) AS points_2
    FROM placed
    GROUP BY unit_id
)
SELECT
    inside.unit_id, inside.neighbourhood_id, neighbourhood.name AS neighbourhood_name, light.se, light.brandhaard,
    earlier.score AS earlier_score, earlier.data_class AS earlier_class, reason.gap, reason.reason_1, reason.points_1,
    reason.reason_2, reason.points_2
FROM inside
JOIN light ON light.level = $child AND light.unit_id = inside.unit_id AND light.period = $period
LEFT JOIN light AS earlier
    ON earlier.level = $child AND earlier.unit_id = inside.unit_id AND earlier.period = $previous
LEFT JOIN reason ON reason.unit_id = inside.unit_id
LEFT JOIN unit AS neighbourhood
    ON neighbourhood.level = 'neighbourhood' AND neighbourhood.unit_id = inside.neighbourhood_id
