-- Purpose: how many homes of every unit of one level inside an open unit stand in a red place one level down.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside; $period; $below, the level below that.
-- unit_id, level, municipality_id, district_id, neighbourhood_id, let_homes  of the unit
-- data_class           of the light
-- homes, homes_in_red  homes in the places below, and of these in the red ones; NULL when there are none
SELECT
    unit.unit_id, unit.level, unit.municipality_id, unit.district_id, unit.neighbourhood_id, unit.let_homes,
    coalesce(light.data_class, 'P') AS data_class, below.homes, below.homes_in_red
FROM unit
LEFT JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
LEFT JOIN light_children AS below
    ON below.level = unit.level AND below.unit_id = unit.unit_id AND below.period = $period
    AND below.child_level = $below
WHERE unit.level = $child
    AND (unit.level <> 'building' OR unit.homes > 0) AND NOT unit.is_water
    AND CASE
        WHEN $child = $level THEN unit.unit_id
        WHEN $level = 'municipality' THEN unit.municipality_id
        WHEN $level = 'district' THEN unit.district_id
        WHEN $level = 'neighbourhood' THEN unit.neighbourhood_id
        WHEN $level = 'street' THEN unit.parent_id
        WHEN $level = 'estate' THEN unit.estate_id
        ELSE unit.unit_id
    END = $unit_id
ORDER BY unit.name, unit.unit_id
