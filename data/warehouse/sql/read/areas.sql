-- Purpose: the areas for which people work, from the whole place to the buurt.
-- Parameters: none.
-- unit_id, level, name
-- municipality_id, district_id, neighbourhood_id  in which it lies; its own code at its own level
SELECT unit_id, level, name, municipality_id, district_id, neighbourhood_id
FROM unit
WHERE level IN ('municipality', 'district', 'neighbourhood')
ORDER BY CASE level WHEN 'municipality' THEN 0 WHEN 'district' THEN 1 ELSE 2 END, name, unit_id
