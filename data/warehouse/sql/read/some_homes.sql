-- Purpose: some let homes all over the town, the same on every machine, to invent signals about on the demo.
-- Parameters: $most, how many.
-- dwelling_id, building_id
SELECT dwelling_id, building_id
FROM dwelling
WHERE let
ORDER BY md5(dwelling_id), dwelling_id
LIMIT $most
