-- Purpose: which units hold a red place below that must not be hidden (brandhaard): a red unit with enough homes, or red
--     units one level below that hold more than their share of the homes.
-- Parameters: $brandhaard, homes of a red unit; $extent, share of the homes (0-1). Returned columns: none (fills burning).
INSERT INTO burning
WITH red AS (
    SELECT held.slot, unit.level, unit.unit_id, unit.homes, unit.parent_id, unit.estate_id,
        unit.neighbourhood_id, unit.district_id, unit.municipality_id
    FROM held_light AS held
    JOIN unit ON unit.rowid = held.unit
    WHERE held.light = 'red'
),
large AS (
    SELECT 'municipality' AS level, municipality_id AS unit_id, slot FROM red
    WHERE homes >= $brandhaard AND level <> 'municipality'
    UNION ALL
    SELECT 'district', district_id, slot FROM red
    WHERE homes >= $brandhaard AND level NOT IN ('municipality', 'district')
    UNION ALL
    SELECT 'neighbourhood', neighbourhood_id, slot FROM red
    WHERE homes >= $brandhaard AND level IN ('street', 'estate', 'building')
    UNION ALL
    SELECT 'street', parent_id, slot FROM red WHERE homes >= $brandhaard AND level = 'building'
    UNION ALL
    SELECT 'estate', estate_id, slot FROM red
    WHERE homes >= $brandhaard AND level = 'building' AND estate_id IS NOT NULL
),
spread AS (
    SELECT parent.level, parent.unit_id, red.slot
    FROM red
    JOIN unit AS parent
        ON parent.unit_id = red.parent_id
    WHERE red.level <> 'estate'
    GROUP BY parent.level, parent.unit_id, red.slot, parent.homes
    HAVING sum(red.homes) > $extent * parent.homes
)
SELECT place.unit, hidden.slot
FROM (SELECT level, unit_id, slot FROM large UNION SELECT level, unit_id, slot FROM spread) AS hidden
JOIN place USING (level, unit_id)
