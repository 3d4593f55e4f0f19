-- Purpose: add numerators and denominators up, one level to the next; a level's own published figure goes first.
--     A published figure of an area (no numerator) is averaged by homes when enough of the homes are known, and marked.
-- Parameters: $child, $parent, the two levels; $share, the part of the homes that must be known (0-1).
-- Returned columns: none (adds to rolled at the parent's level).
INSERT INTO rolled
WITH parent AS (
    SELECT parent_id, sum(homes) AS homes FROM nesting WHERE child_level = $child AND parent_level = $parent
    GROUP BY parent_id
),
added AS (
    SELECT
        nesting.parent_id AS unit_id, child.indicator_id, child.slot,
        sum(child.numerator) AS numerator, sum(child.denominator) AS denominator, sum(child.squares) AS squares,
        sum(child.value * nesting.homes) AS weighted,
        sum(nesting.homes) FILTER (child.value IS NOT NULL) AS known,
        max(child.ends) AS ends, bool_or(child.transferred) AS transferred
    FROM rolled AS child
    JOIN nesting
        ON nesting.child_level = $child AND nesting.parent_level = $parent AND nesting.child_id = child.unit_id
    WHERE child.level = $child
    GROUP BY nesting.parent_id, child.indicator_id, child.slot
)
SELECT
    $parent AS level, added.unit_id, added.indicator_id, added.slot, added.numerator, added.denominator, added.squares,
    CASE WHEN added.known > 0 AND added.known >= $share * parent.homes THEN added.weighted / added.known END AS value,
    added.ends, added.transferred, added.known IS NOT NULL AS rolled_up
FROM added
JOIN parent ON parent.parent_id = added.unit_id
WHERE NOT EXISTS (
    SELECT 1 FROM rolled AS own
    WHERE own.level = $parent AND own.unit_id = added.unit_id
        AND own.indicator_id = added.indicator_id AND own.slot = added.slot
)
