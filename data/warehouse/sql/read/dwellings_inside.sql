-- Purpose: the homes of one building with the light of the home in one period (grey when it is not let).
-- Parameters: $building_id, $period.
-- dwelling_id  stays inside the gate
-- address      street, number, letter and addition
-- floor_area   m2; NULL unknown
-- let, light, reason, condition, vacant
-- x, y         RD New, metres
SELECT
    dwelling.dwelling_id,
    concat_ws(' ', dwelling.street_name, concat_ws('', dwelling.house_number, dwelling.house_letter), dwelling.addition)
        AS address,
    dwelling.floor_area, dwelling.let, coalesce(light.light, 'grey') AS light,
    coalesce(light.reason, CASE WHEN dwelling.let THEN 'unknown' ELSE 'not_let' END) AS reason,
    light.condition, light.vacant,
    dwelling.x, dwelling.y
FROM dwelling
LEFT JOIN dwelling_light AS light ON light.dwelling_id = dwelling.dwelling_id AND light.period = $period
WHERE dwelling.building_id = $building_id
ORDER BY dwelling.street_name, dwelling.house_number, dwelling.house_letter, dwelling.addition, dwelling.dwelling_id
