-- Purpose: every indicator of the catalogue that is valid at a level, with what is known of one unit in one period.
-- Parameters: $level, $unit_id, $period.
-- indicator_id, kind, data_class, context
-- numerator, denominator, raw, value, score, weight, ends, carried, transferred, rolled_up  NULL when nothing is known
-- source     of the indicator
SELECT
    indicator.indicator_id, indicator.kind, indicator.data_class, indicator.context, indicator.source,
    step.numerator, step.denominator, step.raw, step.value, step.score, step.weight, step.ends,
    coalesce(step.carried, false) AS carried, coalesce(step.transferred, false) AS transferred,
    coalesce(step.rolled_up, false) AS rolled_up
FROM indicator
JOIN indicator_level AS allowed ON allowed.indicator_id = indicator.indicator_id AND allowed.level = $level
LEFT JOIN indicator_step AS step
    ON step.indicator_id = indicator.indicator_id AND step.level = $level AND step.unit_id = $unit_id
    AND step.period = $period
ORDER BY indicator.indicator_id
