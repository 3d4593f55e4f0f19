-- Purpose: one unit by its level and code.
-- Parameters: $level, $unit_id.
-- level, unit_id, name, parent_id, neighbourhood_id, district_id, municipality_id, estate_id
-- homes, let_homes
-- construction_year, border_year
SELECT
    level, unit_id, name, parent_id, neighbourhood_id, district_id, municipality_id, estate_id, homes, let_homes,
    construction_year, border_year
FROM unit
WHERE level = $level AND unit_id = $unit_id
