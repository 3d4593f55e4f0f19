-- Purpose: one indicator of every unit of one level inside an open unit; a row also where nothing is known.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside; $period; $indicator.
-- unit_id, level, municipality_id, district_id, neighbourhood_id, let_homes  of the unit
-- data_class  of the indicator
-- value       figure that is scored; NULL when nothing is known
-- score       0-100, 100 favourable; NULL for context too
SELECT
    unit.unit_id, unit.level, unit.municipality_id, unit.district_id, unit.neighbourhood_id, unit.let_homes,
    indicator.data_class, step.value, step.score
FROM unit
JOIN indicator ON indicator.indicator_id = $indicator
LEFT JOIN indicator_step AS step
    ON step.level = unit.level AND step.unit_id = unit.unit_id AND step.period = $period
    AND step.indicator_id = indicator.indicator_id
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
