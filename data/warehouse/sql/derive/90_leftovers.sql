-- Purpose: count what found no place in the tree, so that nothing disappears unseen.
-- Parameters: none. Returned columns: none (fills source_report with outcome leftover).
INSERT INTO source_report
WITH leftover AS (
    SELECT 'buildings' AS table_name, 'outside_areas' AS reason, building_id AS id FROM staged_building
    WHERE building_id NOT IN (SELECT building_id FROM placed_building)
    UNION ALL
    SELECT 'buildings', 'without_homes', building_id FROM placed_building
    WHERE building_id NOT IN (SELECT building_id FROM dwelling)
    UNION ALL
    SELECT 'addresses', 'not_a_home', dwelling_id FROM staged_address WHERE NOT residential
    UNION ALL
    SELECT 'addresses', 'not_lived_in', dwelling_id FROM staged_address WHERE residential AND NOT lived_in
    UNION ALL
    SELECT 'addresses', 'without_building', dwelling_id FROM staged_address
    WHERE residential AND lived_in AND dwelling_id NOT IN (SELECT dwelling_id FROM placed_home)
    UNION ALL
    SELECT 'addresses', 'without_street', dwelling_id FROM placed_home
    WHERE dwelling_id NOT IN (SELECT dwelling_id FROM dwelling)
    UNION ALL
    SELECT 'register', 'unknown_home', dwelling_id FROM staged_register
    WHERE dwelling_id NOT IN (SELECT dwelling_id FROM dwelling)
    UNION ALL
    SELECT 'register', 'without_estate', dwelling_id FROM staged_register WHERE estate_id IS NULL
    UNION ALL
    SELECT 'measurements', 'unknown_home', unit_id FROM measurement
    WHERE level = 'dwelling' AND unit_id NOT IN (SELECT dwelling_id FROM dwelling)
    UNION ALL
    SELECT 'measurements', 'unknown_unit', unit_id FROM measurement
    WHERE level <> 'dwelling' AND (level, unit_id) NOT IN (SELECT (level, unit_id) FROM unit)
)
SELECT
    '' AS file, table_name, 'leftover' AS outcome, reason, count(*) AS row_count,
    array_to_string(list_sort(list(DISTINCT id))[:5], ', ') AS examples
FROM leftover
GROUP BY table_name, reason
