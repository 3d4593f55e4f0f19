-- Purpose: how the let homes lie over buildings and complexes, for the attack on a release.
-- Parameters: none.
-- building_id, estate_id  where they lie; estate_id NULL: in no complex
-- homes                   let homes
SELECT building_id, estate_id, count(*) AS homes
FROM dwelling
WHERE let
GROUP BY building_id, estate_id
ORDER BY building_id, estate_id
