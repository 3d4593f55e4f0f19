-- Purpose: numerators and denominators of every unit of an own selection, to add them up.
-- Parameters: $levels, $codes, two lists that go together; $period.
-- unit_id, level, let_homes
-- indicator_id, data_class, kind
-- numerator, denominator  of the unit in the period
SELECT
    unit.unit_id, unit.level, unit.let_homes,
    indicator.indicator_id, indicator.data_class, indicator.kind, step.numerator, step.denominator
FROM (SELECT unnest($levels) AS level, unnest($codes) AS unit_id) AS chosen
JOIN unit ON unit.level = chosen.level AND unit.unit_id = chosen.unit_id
JOIN indicator_step AS step
    ON step.level = unit.level AND step.unit_id = unit.unit_id AND step.period = $period AND step.denominator > 0
JOIN indicator ON indicator.indicator_id = step.indicator_id AND indicator.kind <> 'area'
ORDER BY indicator.indicator_id, unit.unit_id
