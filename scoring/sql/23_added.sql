-- Purpose: what else was measured of areas: several figures of one period are added up, and a figure counts in every
--     period until a newer one or its maximum age.
-- Parameters: none. Returned columns: none (adds to rolled at the level of measurement).
INSERT INTO rolled
WITH based AS (
    SELECT
        measurement.level, unit.rowid::INTEGER AS unit, item.indicator, item.reach,
        (year(measurement.ends) * 6 + (month(measurement.ends) + 1) // 2 - 1)::SMALLINT AS slot,
        measurement.ends, measurement.numerator, measurement.squares, measurement.value, measurement.transferred,
        CASE item.base
            WHEN 'households' THEN unit.households
            WHEN 'inhabitant_years'
                THEN unit.inhabitants * (datediff('month', measurement.starts, measurement.ends) + 1) / 12.0
            ELSE measurement.denominator
        END AS denominator
    FROM measurement
    JOIN item USING (indicator_id)
    JOIN several USING (indicator)
    JOIN unit ON unit.level = measurement.level AND unit.unit_id = measurement.unit_id
    WHERE measurement.level NOT IN ('building', 'dwelling')
),
summed AS (                         -- a unit's level goes with it: grouping by text as well would be dear
    SELECT
        unit, indicator, slot, any_value(level) AS level, any_value(reach) AS reach, sum(numerator) AS numerator,
        sum(denominator) AS denominator, sum(squares) AS squares, arg_max(value, ends) AS value, max(ends) AS ends,
        bool_or(transferred) AS transferred
    FROM based
    WHERE slot <= (SELECT max(slot) FROM slot) AND slot + reach >= (SELECT min(slot) FROM slot)
    GROUP BY unit, indicator, slot
),
lasting AS (                        -- looking for a newer figure is dear, and only what outlives its period needs it
    SELECT *, lead(slot) OVER (PARTITION BY indicator, unit ORDER BY slot) AS next_slot
    FROM summed
    WHERE reach > 0
)
SELECT
    summed.level, summed.unit, summed.indicator, summed.slot, summed.numerator, summed.denominator, summed.squares,
    summed.value, summed.ends, summed.transferred, false AS rolled_up
FROM summed
JOIN slot USING (slot)
WHERE summed.reach = 0
UNION ALL
SELECT
    lasting.level, lasting.unit, lasting.indicator, slot.slot, lasting.numerator, lasting.denominator, lasting.squares,
    lasting.value, lasting.ends, lasting.transferred, false
FROM lasting
JOIN slot ON slot.slot BETWEEN lasting.slot AND least(lasting.slot + lasting.reach, lasting.next_slot - 1)
