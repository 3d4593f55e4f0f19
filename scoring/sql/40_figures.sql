-- Purpose: the figure of every unit. Events are counted over all homes of the register in every period of the delivery,
--     so that no report is a zero there and nothing elsewhere. Below its smallest denominator a rate is missing.
-- Parameters: none. Returned columns: none (fills raw_figure).
INSERT INTO raw_figure
WITH covered AS (
    SELECT rolled.indicator_id, min(rolled.slot) AS first_slot, max(rolled.slot) AS last_slot
    FROM rolled
    JOIN indicator USING (indicator_id)
    WHERE indicator.base IN ('register', 'home_years')
    GROUP BY rolled.indicator_id
),
counted AS (
    SELECT
        unit.level, unit.unit_id, covered.indicator_id, slot.slot, coalesce(rolled.numerator, 0) AS numerator,
        unit.let_homes * CASE indicator.base WHEN 'home_years' THEN 1 / 6.0 ELSE 1.0 END AS denominator,
        NULL::DOUBLE AS squares, NULL::DOUBLE AS value, slot.ends, false AS transferred, false AS rolled_up
    FROM covered
    JOIN indicator USING (indicator_id)
    JOIN indicator_level AS allowed USING (indicator_id)
    JOIN slot ON slot.slot BETWEEN covered.first_slot AND covered.last_slot
    JOIN unit ON unit.level = allowed.level AND unit.let_homes > 0
    LEFT JOIN rolled
        ON rolled.level = unit.level AND rolled.unit_id = unit.unit_id
        AND rolled.indicator_id = covered.indicator_id AND rolled.slot = slot.slot
),
own AS (
    SELECT rolled.*
    FROM rolled
    JOIN indicator USING (indicator_id)
    JOIN indicator_level AS allowed ON allowed.indicator_id = rolled.indicator_id AND allowed.level = rolled.level
    WHERE indicator.base NOT IN ('register', 'home_years') AND rolled.level <> 'dwelling'
),
known AS (
    SELECT
        level, unit_id, indicator_id, slot, numerator, denominator, squares, value, ends, transferred, rolled_up
    FROM counted
    UNION ALL
    SELECT
        level, unit_id, indicator_id, slot, numerator, denominator, squares, value, ends, transferred, rolled_up
    FROM own
)
SELECT
    known.level, known.unit_id, known.indicator_id, known.slot, known.numerator, known.denominator, known.squares,
    CASE
        WHEN indicator.kind = 'area' THEN known.value
        WHEN known.denominator >= indicator.minimum AND known.denominator > 0 THEN known.numerator / known.denominator
    END AS raw,
    known.ends, known.transferred, known.rolled_up, indicator.kind, unit.parent_id AS parent, unit.municipality_id
FROM known
JOIN indicator USING (indicator_id)
JOIN unit ON unit.level = known.level AND unit.unit_id = known.unit_id
