-- Purpose: what keeps the tree of places from being closed; no row when all is well.
-- Parameters: none.
-- fault    what is wrong, in words
-- faults   how many
-- example  one code
WITH fault AS (
    SELECT 'area without a parent' AS fault, unit_id AS id FROM unit AS child
    WHERE level IN ('district', 'neighbourhood')
        AND NOT EXISTS (SELECT 1 FROM unit AS parent WHERE parent.unit_id = child.parent_id)
    UNION ALL
    SELECT 'code that occurs twice at its level', unit_id FROM unit GROUP BY level, unit_id HAVING count(*) > 1
    UNION ALL
    SELECT 'dwelling without its street, building or areas', dwelling_id FROM dwelling
    WHERE district_id IS NULL OR municipality_id IS NULL
        OR NOT EXISTS (SELECT 1 FROM unit WHERE level = 'street' AND unit_id = dwelling.street_id)
        OR NOT EXISTS (SELECT 1 FROM unit WHERE level = 'building' AND unit_id = dwelling.building_id)
    UNION ALL
    SELECT 'delivery without any municipality', '-' FROM (SELECT count(*) AS n FROM unit WHERE level = 'municipality')
    WHERE n = 0
)
SELECT fault, count(*) AS faults, min(id) AS example
FROM fault
GROUP BY fault
ORDER BY fault
