-- Purpose: the counts behind every share that is made from records, and how they make a score, for the attack on a release.
-- Parameters: $period.
-- level, unit_id, let_homes, indicator_id
-- numerator, denominator       homes with the trait, homes counted
-- value, own_share             share that is scored, and how much the own data count in it
-- score, weight, ends          NULL weight: does not count
SELECT
    step.level, step.unit_id, unit.let_homes, step.indicator_id, step.numerator, step.denominator, step.value,
    step.own_share, step.score, step.weight, step.ends
FROM indicator_step AS step
JOIN indicator ON indicator.indicator_id = step.indicator_id
JOIN unit ON unit.level = step.level AND unit.unit_id = step.unit_id
WHERE step.period = $period AND indicator.data_class = 'V' AND indicator.kind = 'proportion'
    AND step.denominator > 0 AND unit.let_homes > 0
ORDER BY step.level, step.unit_id, step.indicator_id
