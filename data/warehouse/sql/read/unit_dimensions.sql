-- Purpose: the dimension scores of one unit in one period.
-- Parameters: $level, $unit_id, $period.
-- dimension, axis
-- score     0-100, 100 favourable
-- coverage  share of its weight that is known, 0-1
-- weight    effective weight in the score; NULL when the unit has no score or the dimension is not used
SELECT dimension, axis, score, coverage, weight
FROM dimension_score
WHERE level = $level AND unit_id = $unit_id AND period = $period
ORDER BY axis, dimension
