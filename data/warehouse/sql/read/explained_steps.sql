-- Purpose: every step from figure to score of one unit at every meeting that is published, old to new.
-- Parameters: $level, $unit_id.
-- period, indicator_id, data_class, source
-- numerator, denominator, raw, value, se  in the unit of the indicator; raw from the own data, value is what is scored
-- own_share                               how much the own data count, 0-1
-- score, weight                           0-100, and W_i; NULL when it does not count
-- ends, carried, transferred, rolled_up   last day of what was measured, and what its reader must know
SELECT
    step.period, step.indicator_id, indicator.data_class, indicator.source, step.numerator, step.denominator, step.raw,
    step.value, step.se, step.own_share, step.score, step.weight, step.ends, step.carried, step.transferred,
    step.rolled_up
FROM indicator_step AS step
JOIN indicator USING (indicator_id)
JOIN period USING (period)
WHERE step.level = $level AND step.unit_id = $unit_id
ORDER BY period.ends, step.indicator_id
