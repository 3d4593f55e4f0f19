-- Purpose: the light after stability and vetoes: a raw figure that is bad enough, over enough homes, holds the light at
--     its floor. The rule that decided the colour is kept: none, stability, single_address, or veto and the indicator.
-- Parameters: none. Returned columns: none (fills held_light).
INSERT INTO held_light
WITH vetoed AS (
    SELECT
        step.unit, step.slot, min(CASE rule.floor WHEN 'red' THEN 0 ELSE 1 END) AS floor,
        arg_min(rule.indicator_id, (CASE rule.floor WHEN 'red' THEN 0 ELSE 1 END, rule.position)) AS indicator_id
    FROM step
    JOIN item USING (indicator)
    JOIN model_veto AS rule USING (indicator_id)
    WHERE step.value IS NOT NULL AND coalesce(step.denominator, 0) >= rule.minimum
        AND points(
            CASE item.kind WHEN 'area' THEN step.value ELSE step.numerator / step.denominator END,
            item.worst, item.best
        ) < rule.below
    GROUP BY step.unit, step.slot
),
ranked AS (
    SELECT
        own.*, memory.colour, memory.spared, vetoed.indicator_id,
        own.reason = 'scored' AND vetoed.floor
            < CASE memory.colour WHEN 'red' THEN 0 WHEN 'amber' THEN 1 ELSE 2 END AS lowered,
        CASE vetoed.floor WHEN 0 THEN 'red' ELSE 'amber' END AS floor_colour
    FROM own_light AS own
    JOIN memory ON memory.unit = own.unit AND memory.slot = own.slot
    LEFT JOIN vetoed ON vetoed.unit = own.unit AND vetoed.slot = own.slot
)
SELECT
    unit, slot,
    CASE WHEN reason <> 'scored' THEN 'grey' WHEN lowered THEN floor_colour ELSE colour END AS light,
    light AS plain, reason, indicative,
    CASE
        WHEN reason <> 'scored' THEN 'none'
        WHEN lowered THEN 'veto:' || indicator_id
        WHEN spared THEN 'single_address'
        WHEN colour <> light THEN 'stability'
        ELSE 'none'
    END AS rule
FROM ranked
