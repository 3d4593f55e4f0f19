-- Purpose: every indicator that is valid at the level of a unit, with what is known of it in one period, to be released:
--     of areas, and of streets, complexes and buildings with enough homes in the register.
-- Parameters: $period; $minimum, homes in the register from which a street, complex or building counts.
-- level, unit_id, let_homes
-- indicator_id, kind, data_class, context, source  of the indicator
-- numerator, denominator, raw, value, score, weight, ends, carried, transferred, rolled_up  NULL when nothing is known
SELECT
    unit.level, unit.unit_id, unit.let_homes, indicator.indicator_id, indicator.kind, indicator.data_class,
    indicator.context, indicator.source, step.numerator, step.denominator, step.raw, step.value, step.score, step.weight,
    step.ends, coalesce(step.carried, false) AS carried, coalesce(step.transferred, false) AS transferred,
    coalesce(step.rolled_up, false) AS rolled_up
FROM unit
JOIN indicator_level AS allowed ON allowed.level = unit.level
JOIN indicator ON indicator.indicator_id = allowed.indicator_id
LEFT JOIN indicator_step AS step
    ON step.indicator_id = indicator.indicator_id AND step.level = unit.level AND step.unit_id = unit.unit_id
    AND step.period = $period
WHERE NOT unit.is_water
    AND (unit.level IN ('municipality', 'district', 'neighbourhood') OR unit.let_homes >= $minimum)
ORDER BY unit.level, unit.unit_id, indicator.indicator_id
