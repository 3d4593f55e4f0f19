-- Purpose: the units of one level inside an open unit, each with its light now and one period earlier;
--     buildings without homes and water are ground, no units.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside (the same level: the unit itself); $period, $previous, two periods.
-- level, unit_id, name, parent_id, neighbourhood_id, district_id, municipality_id, homes, let_homes, construction_year
-- light, reason, rule, source_level, source_id, indicative, score, capacity, burden, coverage, data_class  of the period
-- source_name, source_let_homes  of the unit whose colour is borrowed
-- earlier, earlier_reason  light and reason one period earlier; NULL when there is none
SELECT
    unit.level, unit.unit_id, unit.name, unit.parent_id, unit.neighbourhood_id, unit.district_id, unit.municipality_id,
    unit.homes, unit.let_homes, unit.construction_year,
    coalesce(light.light, 'grey') AS light, coalesce(light.reason, 'no_data') AS reason,
    coalesce(light.rule, 'none') AS rule,
    light.source_level, light.source_id, coalesce(light.indicative, false) AS indicative,
    light.score, light.capacity, light.burden, light.coverage, coalesce(light.data_class, 'P') AS data_class,
    source.name AS source_name, source.let_homes AS source_let_homes,
    earlier.light AS earlier, earlier.reason AS earlier_reason
FROM unit
LEFT JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
LEFT JOIN light AS earlier
    ON earlier.level = unit.level AND earlier.unit_id = unit.unit_id AND earlier.period = $previous
LEFT JOIN unit AS source ON source.level = light.source_level AND source.unit_id = light.source_id
WHERE unit.level = $child
    AND (unit.level <> 'building' OR unit.homes > 0) AND NOT unit.is_water
    AND CASE
        WHEN $child = $level THEN unit.unit_id
        WHEN $level = 'municipality' THEN unit.municipality_id
        WHEN $level = 'district' THEN unit.district_id
        WHEN $level = 'neighbourhood' THEN unit.neighbourhood_id
        WHEN $level = 'street' THEN unit.parent_id
        WHEN $level = 'estate' THEN unit.estate_id
        ELSE unit.unit_id
    END = $unit_id
ORDER BY unit.name, unit.unit_id
