-- Purpose: one home by its id, as a place that a signal is about.
-- Parameters: $dwelling_id.
-- level, unit_id, name, building_id, neighbourhood_id, district_id, municipality_id, neighbourhood_name, let
SELECT
    'dwelling' AS level, dwelling.dwelling_id AS unit_id,
    concat_ws(' ', dwelling.street_name, concat_ws('', dwelling.house_number, dwelling.house_letter), dwelling.addition)
        AS name,
    dwelling.building_id, dwelling.neighbourhood_id, dwelling.district_id, dwelling.municipality_id,
    around.name AS neighbourhood_name, dwelling.let
FROM dwelling
JOIN unit AS around ON around.level = 'neighbourhood' AND around.unit_id = dwelling.neighbourhood_id
WHERE dwelling.dwelling_id = $dwelling_id
