-- Purpose: what was measured of homes, in every period for which it still counts: until a newer figure or its maximum age.
--     A figure of a building counts once for every let home in it. Several figures of one period stand beside each other:
--     they are added up with those of the other homes.
-- Parameters: none. Returned columns: none (fills rolled at the level of the home).
INSERT INTO rolled
WITH spread AS NOT MATERIALIZED (   -- read twice rather than kept: of a whole country it is too much to keep
    SELECT dwelling.rowid::INTEGER AS unit, measurement.*
    FROM measurement
    LEFT JOIN dwelling ON dwelling.dwelling_id = measurement.unit_id
    WHERE measurement.level = 'dwelling'
    UNION ALL
    SELECT dwelling.rowid::INTEGER, measurement.*
    FROM measurement
    JOIN dwelling ON dwelling.building_id = measurement.unit_id AND dwelling.let
    WHERE measurement.level = 'building'
),
based AS NOT MATERIALIZED (
    SELECT
        spread.unit, item.indicator, item.reach,
        (year(spread.ends) * 6 + (month(spread.ends) + 1) // 2 - 1)::SMALLINT AS slot, spread.ends, spread.numerator,
        CASE WHEN item.base NOT IN ('households', 'inhabitant_years') THEN spread.denominator END AS denominator,
        spread.squares, spread.value, spread.transferred
    FROM spread
    JOIN item USING (indicator_id)
),
lasting AS (
    SELECT
        *, min(slot) OVER (
            PARTITION BY indicator, unit ORDER BY slot RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ) AS next_slot
    FROM based
    WHERE reach > 0 AND slot <= (SELECT max(slot) FROM slot) AND slot + reach >= (SELECT min(slot) FROM slot)
)
SELECT
    'dwelling', based.unit, based.indicator, based.slot, based.numerator, based.denominator, based.squares, based.value,
    based.ends, based.transferred, false AS rolled_up
FROM based
JOIN slot USING (slot)
WHERE based.reach = 0
UNION ALL
SELECT
    'dwelling', lasting.unit, lasting.indicator, slot.slot, lasting.numerator, lasting.denominator, lasting.squares,
    lasting.value, lasting.ends, lasting.transferred, false
FROM lasting
JOIN slot ON slot.slot BETWEEN lasting.slot AND least(lasting.slot + lasting.reach, lasting.next_slot - 1)
