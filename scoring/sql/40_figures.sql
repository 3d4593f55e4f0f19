-- Purpose: the figure of every unit. Events are counted over all homes of the register in every period of the delivery,
--     so that no report is a zero there and nothing elsewhere. Below its smallest denominator a rate is missing.
-- Parameters: none. Returned columns: none (fills raw_figure).
INSERT INTO raw_figure
WITH valid AS (
    SELECT place.unit, item.indicator, item.kind, item.base, item.minimum
    FROM place
    JOIN indicator_level AS allowed USING (level)
    JOIN item USING (indicator_id)
),
covered AS (
    SELECT rolled.indicator, min(rolled.slot) AS first_slot, max(rolled.slot) AS last_slot
    FROM rolled
    JOIN item USING (indicator)
    WHERE item.base IN ('register', 'home_years')
    GROUP BY rolled.indicator
),
known AS (
    SELECT
        valid.unit, valid.indicator, valid.kind, valid.minimum, slot.slot, coalesce(rolled.numerator, 0) AS numerator,
        unit.let_homes * CASE valid.base WHEN 'home_years' THEN 1 / 6.0 ELSE 1.0 END AS denominator,
        NULL::DOUBLE AS squares, NULL::DOUBLE AS value, slot.ends, false AS transferred, false AS rolled_up
    FROM valid
    JOIN covered USING (indicator)
    JOIN slot ON slot.slot BETWEEN covered.first_slot AND covered.last_slot
    JOIN unit ON unit.rowid = valid.unit AND unit.let_homes > 0
    LEFT JOIN rolled
        ON rolled.level <> 'dwelling' AND rolled.unit = valid.unit AND rolled.indicator = valid.indicator
        AND rolled.slot = slot.slot
    UNION ALL
    SELECT
        valid.unit, valid.indicator, valid.kind, valid.minimum, rolled.slot, rolled.numerator, rolled.denominator,
        rolled.squares, rolled.value, rolled.ends, rolled.transferred, rolled.rolled_up
    FROM rolled
    JOIN valid USING (unit, indicator)
    WHERE valid.base NOT IN ('register', 'home_years') AND rolled.level <> 'dwelling'
)
SELECT
    unit, indicator, slot, numerator, denominator, squares,
    CASE
        WHEN kind = 'area' THEN value
        WHEN denominator >= minimum AND denominator > 0 THEN numerator / denominator
    END AS raw,
    ends, transferred, rolled_up
FROM known
