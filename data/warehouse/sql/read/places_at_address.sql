-- Purpose: the building at an address, or the streets of a postcode, to go there on the map; no home by itself.
-- Parameters: $street, the street in lower case without accents, or its beginning; $postcode, without a space in lower
--     case; $number, house number or NULL for any; $most, how many at most.
-- level, unit_id, name, homes
-- municipality_id, district_id, neighbourhood_id
-- around                name of the buurt
SELECT DISTINCT
    place.level, place.unit_id, place.name, place.homes,
    place.municipality_id, place.district_id, place.neighbourhood_id,
    around.name AS around
FROM dwelling
JOIN unit AS place
    ON place.level = CASE WHEN $number IS NULL THEN 'street' ELSE 'building' END
    AND place.unit_id = CASE WHEN $number IS NULL THEN dwelling.street_id ELSE dwelling.building_id END
LEFT JOIN unit AS around ON around.level = 'neighbourhood' AND around.unit_id = place.neighbourhood_id
WHERE (starts_with(strip_accents(lower(dwelling.street_name)), $street) OR lower(dwelling.postcode) = $postcode)
    AND dwelling.house_number = coalesce($number, dwelling.house_number)
ORDER BY place.level, place.name, place.unit_id
LIMIT $most
