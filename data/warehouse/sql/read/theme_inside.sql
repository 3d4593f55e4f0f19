-- Purpose: the score of one theme of every unit of one level inside an open unit; a row also where nothing is known.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside; $period; $dimension.
-- unit_id, level, municipality_id, district_id, neighbourhood_id, let_homes  of the unit
-- data_class  of the light: the most sensitive class among its figures
-- score       0-100, 100 favourable; NULL when too little is known
SELECT
    unit.unit_id, unit.level, unit.municipality_id, unit.district_id, unit.neighbourhood_id, unit.let_homes,
    coalesce(light.data_class, 'P') AS data_class, theme.score
FROM unit
LEFT JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
LEFT JOIN dimension_score AS theme
    ON theme.level = unit.level AND theme.unit_id = unit.unit_id AND theme.period = $period
    AND theme.dimension = $dimension
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
