-- Purpose: what was measured, in every period for which it still counts: until a newer figure or its maximum age.
--     A figure of a building counts once for every let home in it. Several figures of one period are added up.
-- Parameters: none. Returned columns: none (fills rolled at the level of measurement).
INSERT INTO rolled
WITH spread AS (
    SELECT
        indicator_id, 'dwelling' AS level, dwelling.dwelling_id AS unit_id, starts, ends, numerator, denominator,
        squares, value, transferred
    FROM measurement
    JOIN dwelling ON dwelling.building_id = measurement.unit_id AND dwelling.let
    WHERE measurement.level = 'building'
    UNION ALL
    SELECT indicator_id, level, unit_id, starts, ends, numerator, denominator, squares, value, transferred
    FROM measurement
    WHERE level <> 'building'
),
based AS (
    SELECT
        spread.indicator_id, spread.level, spread.unit_id, spread.ends, spread.numerator, spread.squares, spread.value,
        spread.transferred, indicator.max_age // 2 AS reach,
        (year(spread.ends) * 6 + (month(spread.ends) + 1) // 2 - 1)::INTEGER AS slot,
        CASE indicator.base
            WHEN 'households' THEN unit.households
            WHEN 'inhabitant_years'
                THEN unit.inhabitants * (datediff('month', spread.starts, spread.ends) + 1) / 12.0
            ELSE spread.denominator
        END AS denominator
    FROM spread
    JOIN indicator USING (indicator_id)
    LEFT JOIN unit ON unit.level = spread.level AND unit.unit_id = spread.unit_id
),
summed AS (
    SELECT
        indicator_id, level, unit_id, slot, reach, sum(numerator) AS numerator, sum(denominator) AS denominator,
        sum(squares) AS squares, arg_max(value, ends) AS value, max(ends) AS ends, bool_or(transferred) AS transferred
    FROM based
    GROUP BY indicator_id, level, unit_id, slot, reach
),
dated AS (
    SELECT *, lead(slot) OVER (PARTITION BY indicator_id, level, unit_id ORDER BY slot) AS next_slot
    FROM summed
)
SELECT
    dated.level, dated.unit_id, dated.indicator_id, slot.slot, dated.numerator, dated.denominator, dated.squares,
    dated.value, dated.ends, dated.transferred, false AS rolled_up
FROM dated
JOIN slot
    ON slot.slot >= dated.slot
    AND slot.slot <= dated.slot + dated.reach
    AND (dated.next_slot IS NULL OR slot.slot < dated.next_slot)
