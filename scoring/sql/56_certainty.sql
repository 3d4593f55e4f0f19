-- Purpose: the standard error of a score, SE(S)^2 = sum (W_i 100 / (hi - lo))^2 SE_i^2 (errors taken as independent, an
--     unknown one as none), and the score when one address less had reported (reporting effort is not burden).
-- Parameters: none. Returned columns: none (fills certainty).
INSERT INTO certainty
WITH part AS (
    SELECT
        figure.unit, figure.slot, weighed.weight * item.weight AS weight, figure.score, figure.se, item.lo, item.hi,
        CASE WHEN item.base = 'register' AND figure.numerator >= 1
            THEN figure.value - figure.own_share / figure.denominator END AS lessened,
        item.direction
    FROM figure
    JOIN item USING (indicator)
    JOIN weighed USING (unit, slot, dimension)
    WHERE figure.score IS NOT NULL
)
SELECT
    unit, slot, sqrt(coalesce(sum((weight * 100 / (hi - lo) * se) ** 2), 0)) AS se,
    count(*) FILTER (se IS NULL) AS unknown,
    sum(weight * CASE
        WHEN lessened IS NULL THEN score
        WHEN direction = 1 THEN 100 * greatest(0, least(1, (lessened - lo) / (hi - lo)))
        ELSE 100 * greatest(0, least(1, (hi - lessened) / (hi - lo)))
    END) AS without_address
FROM part
GROUP BY unit, slot
