-- Purpose: which street and which complex a building with homes is drawn with, while a warehouse is built.
-- Parameters: none.
-- level             street or estate
-- building_id       the building
-- group_id          openbare ruimte of the street, or code of the complex
-- neighbourhood_id  where the building lies
SELECT DISTINCT 'street' AS level, dwelling.building_id, street.street_id AS group_id, dwelling.neighbourhood_id
FROM dwelling
JOIN building_street AS street USING (building_id)
UNION ALL
SELECT DISTINCT 'estate', building_id, estate_id, neighbourhood_id FROM dwelling WHERE estate_id IS NOT NULL
ORDER BY ALL
