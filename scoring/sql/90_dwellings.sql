-- Purpose: the light of a let home, about the home only: its condition and how long it has been empty.
-- Parameters: $condition_amber, $condition_red, NEN 2767 scores from which a home is amber or red;
--     $vacant_amber, $vacant_red, periods in a row that it has been empty.
-- Returned columns: none (fills dwelling_light). Unknown is grey, unless what is known is worse than green.
INSERT INTO dwelling_light
WITH known AS (
    SELECT
        rolled.unit, rolled.slot,
        sum(rolled.numerator) FILTER (item.indicator_id = 'condition')
            / sum(rolled.denominator) FILTER (item.indicator_id = 'condition') AS condition,
        sum(rolled.numerator) FILTER (item.indicator_id = 'vacancy')
            / sum(rolled.denominator) FILTER (item.indicator_id = 'vacancy') AS vacancy
    FROM rolled
    JOIN item USING (indicator)
    WHERE rolled.level = 'dwelling' AND item.indicator_id IN ('condition', 'vacancy') AND rolled.denominator > 0
    GROUP BY rolled.unit, rolled.slot
),
framed AS (
    SELECT dwelling.dwelling_id, slot.slot, slot.period, known.condition, known.vacancy >= 0.5 AS vacant
    FROM dwelling
    CROSS JOIN slot
    LEFT JOIN known ON known.unit = dwelling.rowid AND known.slot = slot.slot
    WHERE dwelling.let
),
streaked AS (
    SELECT *, max(CASE WHEN vacant THEN NULL ELSE slot END) OVER (
        PARTITION BY dwelling_id ORDER BY slot ROWS UNBOUNDED PRECEDING
    ) AS last_let, min(slot) OVER () AS first_slot
    FROM framed
),
measured AS (
    SELECT
        dwelling_id, period, condition, vacant,
        CASE WHEN vacant THEN slot - coalesce(last_let, first_slot - 1) ELSE 0 END AS empty_periods
    FROM streaked
)
SELECT
    dwelling_id, period,
    CASE
        WHEN condition >= $condition_red OR empty_periods >= $vacant_red THEN 'red'
        WHEN condition >= $condition_amber OR empty_periods >= $vacant_amber THEN 'amber'
        WHEN condition IS NULL OR vacant IS NULL THEN 'grey'
        ELSE 'green'
    END AS light,
    CASE
        WHEN empty_periods >= $vacant_red THEN 'vacancy'
        WHEN condition >= $condition_red THEN 'condition'
        WHEN empty_periods >= $vacant_amber THEN 'vacancy'
        WHEN condition >= $condition_amber THEN 'condition'
        WHEN condition IS NULL OR vacant IS NULL THEN 'unknown'
        ELSE 'none_open'
    END AS reason,
    condition, vacant
FROM measured
