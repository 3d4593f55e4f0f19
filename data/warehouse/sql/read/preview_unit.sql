-- Purpose: some places, to see what was loaded in which column; masked before it is shown.
-- Parameters: none.
-- level, unit_id, name, parent_id, estate_id, homes, let_homes, households, inhabitants, construction_year
SELECT level, unit_id, name, parent_id, estate_id, homes, let_homes, households, inhabitants, construction_year
FROM unit
ORDER BY level, unit_id
LIMIT 5
