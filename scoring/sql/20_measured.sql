-- Purpose: what was measured of areas, of indicators that count in their own period only: taken as it is.
-- Parameters: none. Returned columns: none (fills rolled at the level of measurement).
INSERT INTO rolled
SELECT
    measurement.level, unit.rowid::INTEGER AS unit, item.indicator, slot.slot, measurement.numerator,
    CASE item.base
        WHEN 'households' THEN unit.households
        WHEN 'inhabitant_years'
            THEN unit.inhabitants * (datediff('month', measurement.starts, measurement.ends) + 1) / 12.0
        ELSE measurement.denominator
    END AS denominator,
    measurement.squares, measurement.value, measurement.ends, measurement.transferred, false AS rolled_up
FROM measurement
JOIN item USING (indicator_id)
JOIN slot ON slot.slot = year(measurement.ends) * 6 + (month(measurement.ends) + 1) // 2 - 1
JOIN unit ON unit.level = measurement.level AND unit.unit_id = measurement.unit_id
WHERE measurement.level NOT IN ('building', 'dwelling') AND item.reach = 0
