-- Purpose: add numerators and denominators up, one level to the next; a level's own published figure goes first.
--     A published figure of an area (no numerator) is averaged by homes when enough of the homes are known, and marked.
-- Parameters: $child, $parent, the two levels; $share, the part of the homes that must be known (0-1).
-- Returned columns: none (adds to rolled at the parent's level).
INSERT INTO rolled
WITH whole AS (                     -- all homes of a parent, asked for by published figures alone
    SELECT parent, sum(homes) AS homes
    FROM nesting
    WHERE child_level = $child AND parent_level = $parent
        AND EXISTS (SELECT 1 FROM rolled WHERE level = $child AND value IS NOT NULL)
    GROUP BY parent
),
added AS (
    SELECT
        nesting.parent AS unit, child.indicator, child.slot,
        sum(child.numerator) AS numerator, sum(child.denominator) AS denominator, sum(child.squares) AS squares,
        sum(child.value * nesting.homes) AS weighted,
        sum(nesting.homes) FILTER (child.value IS NOT NULL) AS known,
        max(child.ends) AS ends, bool_or(child.transferred) AS transferred
    FROM rolled AS child
    JOIN nesting ON nesting.child_level = $child AND nesting.parent_level = $parent AND nesting.child = child.unit
    WHERE child.level = $child
    GROUP BY nesting.parent, child.indicator, child.slot
)
SELECT
    $parent AS level, added.unit, added.indicator, added.slot, added.numerator, added.denominator, added.squares,
    CASE WHEN added.known > 0 AND added.known >= $share * whole.homes THEN added.weighted / added.known END AS value,
    added.ends, added.transferred, added.known IS NOT NULL AS rolled_up
FROM added
ANTI JOIN rolled AS own
    ON own.level = $parent AND own.unit = added.unit AND own.indicator = added.indicator AND own.slot = added.slot
LEFT JOIN whole ON whole.parent = added.unit
