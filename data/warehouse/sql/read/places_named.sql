-- Purpose: wijken, buurten, streets, complexes and buildings by a part of their name, to go there on the map.
-- Parameters: $words, part of the name in lower case without accents; $most, how many at most.
-- level, unit_id, name, homes
-- municipality_id, district_id, neighbourhood_id
-- around                name of the buurt or wijk that it lies in; NULL for none
SELECT
    place.level, place.unit_id, place.name, place.homes,
    place.municipality_id, place.district_id, place.neighbourhood_id,
    around.name AS around
FROM unit AS place
LEFT JOIN unit AS around
    ON around.level = CASE WHEN place.level = 'neighbourhood' THEN 'district' ELSE 'neighbourhood' END
    AND around.unit_id = CASE WHEN place.level = 'neighbourhood' THEN place.district_id ELSE place.neighbourhood_id END
    AND around.unit_id <> place.unit_id
WHERE NOT place.is_water AND (place.level <> 'building' OR place.homes > 0)
    AND contains(strip_accents(lower(place.name)), $words)
ORDER BY
    starts_with(strip_accents(lower(place.name)), $words) DESC,
    list_position(['municipality', 'district', 'neighbourhood', 'street', 'estate', 'building'], place.level),
    length(place.name), place.name, place.unit_id
LIMIT $most
