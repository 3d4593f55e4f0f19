-- Purpose: some homes, to see what was loaded in which column; masked before it is shown.
-- Parameters: none.
-- dwelling_id, building_id, estate_id, let, street_name, house_number, addition, postcode, floor_area, status
SELECT dwelling_id, building_id, estate_id, let, street_name, house_number, addition, postcode, floor_area, status
FROM dwelling
ORDER BY dwelling_id
LIMIT 5
