-- Purpose: what lies below a unit: lights of its children (a building with a borrowed colour is not counted) and homes.
-- Parameters: none. Returned columns: none (fills light_children).
INSERT INTO light_children
WITH family AS (
    SELECT level AS child_level, unit_id AS child_id, parent_id FROM unit WHERE homes > 0 AND parent_id IS NOT NULL
    UNION ALL
    SELECT 'building', unit_id, estate_id FROM unit WHERE level = 'building' AND estate_id IS NOT NULL
)
SELECT
    parent.level, parent.unit_id, light.period, family.child_level,
    count(*) FILTER (light.light = 'red') AS red, count(*) FILTER (light.light = 'amber') AS amber,
    count(*) FILTER (light.light = 'green') AS green, count(*) FILTER (light.light = 'grey') AS grey,
    sum(light.homes) AS homes, coalesce(sum(light.homes) FILTER (light.light = 'red'), 0) AS homes_in_red
FROM family
JOIN unit AS parent ON parent.unit_id = family.parent_id
JOIN light ON light.level = family.child_level AND light.unit_id = family.child_id
WHERE light.reason <> 'inherited'
GROUP BY parent.level, parent.unit_id, light.period, family.child_level
