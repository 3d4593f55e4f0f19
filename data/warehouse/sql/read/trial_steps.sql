-- Purpose: the steps, up to a meeting, of the units of one level inside an open unit that have a light of their own at that
--     meeting: what a trial with other weights is computed from.
-- Parameters: $level, $unit_id, the open unit; $child, the level inside; $period, the meeting.
-- unit_id, period, indicator_id, data_class
-- slot                    number of the meeting, one more a meeting
-- denominator, raw        of the own data; NULL missing
-- score, se               0-100, and the standard error in the unit of the indicator
-- weight                  W_i; NULL when it does not count
WITH inside AS (
    SELECT unit.unit_id
    FROM unit
    JOIN light ON light.level = unit.level AND light.unit_id = unit.unit_id AND light.period = $period
    WHERE unit.level = $child AND light.reason = 'scored'
        AND CASE
            WHEN $child = $level THEN unit.unit_id
            WHEN $level = 'municipality' THEN unit.municipality_id
            WHEN $level = 'district' THEN unit.district_id
            WHEN $level = 'neighbourhood' THEN unit.neighbourhood_id
            WHEN $level = 'street' THEN unit.parent_id
            WHEN $level = 'estate' THEN unit.estate_id
            ELSE unit.unit_id
        END = $unit_id
),
meeting AS (
    SELECT period, slot
    FROM step_period
    WHERE slot <= (SELECT slot FROM step_period WHERE period = $period)
)
SELECT
    inside.unit_id, meeting.period, meeting.slot, step.indicator_id, indicator.data_class, step.denominator, step.raw,
    step.score, step.se, step.weight
FROM inside
JOIN indicator_step AS step ON step.level = $child AND step.unit_id = inside.unit_id
JOIN meeting ON meeting.period = step.period
JOIN indicator ON indicator.indicator_id = step.indicator_id
