-- Purpose: which street and which complex every building with homes is drawn in, to count on them what is known of homes.
-- Parameters: $level, street or estate.
-- building_id, parent_id  the building, and its street or complex; a building that has none is absent
SELECT unit_id AS building_id, CASE WHEN $level = 'estate' THEN estate_id ELSE parent_id END AS parent_id
FROM unit
WHERE level = 'building' AND homes > 0 AND CASE WHEN $level = 'estate' THEN estate_id ELSE parent_id END IS NOT NULL
ORDER BY unit_id
