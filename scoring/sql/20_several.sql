-- Purpose: of which indicators a place has several figures in one period. Of few, and adding millions of single figures up
--     would be dear: here they are only counted, under one key of a fixed width. Two that share a key by chance are
--     added up like the others, so that chance costs time at most.
-- Parameters: none. Returned columns: none (fills several).
INSERT INTO several
WITH keyed AS (
    SELECT
        item.indicator,
        hash(
            measurement.level, measurement.unit_id, item.indicator,
            year(measurement.ends) * 6 + (month(measurement.ends) + 1) // 2
        ) AS key
    FROM measurement
    JOIN item USING (indicator_id)
    WHERE measurement.level NOT IN ('building', 'dwelling') AND item.reach = 0
)
SELECT DISTINCT indicator
FROM (SELECT any_value(indicator) AS indicator FROM keyed GROUP BY key HAVING count(*) > 1)
