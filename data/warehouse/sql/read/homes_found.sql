-- Purpose: homes by the beginning of their street, or by postcode, and a house number, to say where a signal is about.
-- Parameters: $street, beginning of the street in lower case; $postcode, without a space in lower case; $number, house
--     number or NULL for any; $letters, letter and addition in lower case or empty for any; $most, how many at most.
-- level, unit_id, name  of the home: dwelling, its id, its address
-- building_id, neighbourhood_id, district_id, municipality_id, neighbourhood_name
-- let                   whether it stands in the corporation's register
SELECT
    'dwelling' AS level, dwelling.dwelling_id AS unit_id,
    concat_ws(' ', dwelling.street_name, concat_ws('', dwelling.house_number, dwelling.house_letter), dwelling.addition)
        AS name,
    dwelling.building_id, dwelling.neighbourhood_id, dwelling.district_id, dwelling.municipality_id,
    around.name AS neighbourhood_name, dwelling.let
FROM dwelling
JOIN unit AS around ON around.level = 'neighbourhood' AND around.unit_id = dwelling.neighbourhood_id
WHERE (starts_with(lower(dwelling.street_name), $street) OR lower(dwelling.postcode) = $postcode)
    AND dwelling.house_number = coalesce($number, dwelling.house_number)
    AND starts_with(lower(concat_ws('', dwelling.house_letter, dwelling.addition)), $letters)
ORDER BY dwelling.street_name, dwelling.house_number, dwelling.house_letter, dwelling.addition, dwelling.dwelling_id
LIMIT $most
