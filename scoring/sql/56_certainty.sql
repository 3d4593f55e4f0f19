-- Purpose: the standard error of a score, SE(S)^2 = sum (W_i 100 / (hi - lo))^2 SE_i^2 (errors taken as independent, an
--     unknown one as none), and the score when one address less had reported (reporting effort is not burden).
-- Parameters: none. Returned columns: none (fills certainty).
INSERT INTO certainty
WITH part AS (
    SELECT
        weighed.level, weighed.unit_id, weighed.slot, weighed.weight, weighed.score, figure.se, model.lo, model.hi,
        CASE WHEN indicator.base = 'register' AND figure.numerator >= 1
            THEN figure.value - figure.own_share / figure.denominator END AS lessened,
        indicator.direction
    FROM weighed
    JOIN figure
        ON figure.level = weighed.level AND figure.unit_id = weighed.unit_id AND figure.slot = weighed.slot
        AND figure.indicator_id = weighed.indicator_id
    JOIN model_indicator AS model ON model.indicator_id = weighed.indicator_id
    JOIN indicator ON indicator.indicator_id = weighed.indicator_id
)
SELECT
    level, unit_id, slot, sqrt(coalesce(sum((weight * 100 / (hi - lo) * se) ** 2), 0)) AS se,
    count(*) FILTER (se IS NULL) AS unknown,
    sum(weight * CASE
        WHEN lessened IS NULL THEN score
        WHEN direction = 1 THEN 100 * greatest(0, least(1, (lessened - lo) / (hi - lo)))
        ELSE 100 * greatest(0, least(1, (hi - lessened) / (hi - lo)))
    END) AS without_address
FROM part
GROUP BY level, unit_id, slot
