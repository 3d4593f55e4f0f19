-- Purpose: the lights one level below the units inside an open unit, to count them.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside; $grandchild, the level below; $period.
-- parent_id    unit inside the open unit
-- light, reason, data_class, let_homes, homes  of what lies below it; borrowed colours are left out
SELECT
    CASE $child
        WHEN 'municipality' THEN unit.municipality_id
        WHEN 'district' THEN unit.district_id
        WHEN 'neighbourhood' THEN unit.neighbourhood_id
        WHEN 'street' THEN unit.parent_id
        WHEN 'estate' THEN unit.estate_id
    END AS parent_id,
    light.light, light.reason, light.data_class, unit.let_homes, unit.homes
FROM unit
JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
WHERE unit.level = $grandchild AND unit.homes > 0 AND NOT unit.is_water AND light.reason <> 'inherited'
    AND CASE $level
        WHEN 'municipality' THEN unit.municipality_id
        WHEN 'district' THEN unit.district_id
        WHEN 'neighbourhood' THEN unit.neighbourhood_id
        WHEN 'street' THEN unit.parent_id
        WHEN 'estate' THEN unit.estate_id
        ELSE unit.unit_id
    END = $unit_id
