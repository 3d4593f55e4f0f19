-- Purpose: streets and buildings by a part of their name, to say where a signal is about when the home is not known.
-- Parameters: $words, part of the name in lower case; $most, how many at most.
-- level, unit_id, name  street or building, its code, its name
-- building_id           of a building; empty for a street
-- neighbourhood_id, district_id, municipality_id, neighbourhood_name
-- let                   whether a home in it stands in the corporation's register
SELECT
    place.level, place.unit_id, place.name,
    CASE WHEN place.level = 'building' THEN place.unit_id ELSE '' END AS building_id,
    place.neighbourhood_id, place.district_id, place.municipality_id,
    around.name AS neighbourhood_name, place.let_homes > 0 AS let
FROM unit AS place
JOIN unit AS around ON around.level = 'neighbourhood' AND around.unit_id = place.neighbourhood_id
WHERE place.level IN ('street', 'building') AND place.homes > 1 AND contains(lower(place.name), $words)
ORDER BY place.level DESC, place.name, place.unit_id
LIMIT $most
