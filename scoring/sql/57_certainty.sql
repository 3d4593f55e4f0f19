-- Purpose: the standard error of a score, SE(S)^2 = sum (W_i 100 / (hi - lo))^2 SE_i^2 (errors taken as independent, an
--     unknown one as none), and the score when one address less had reported (reporting effort is not burden).
-- Parameters: none. Returned columns: none (fills certainty, of units with a light of their own).
INSERT INTO certainty
SELECT
    step.unit, step.slot, sqrt(sum(step.weight ** 2 * part.variance)) AS se, sum(part.unknown)::INTEGER AS unknown,
    sum(step.weight * part.lessened) AS without_address
FROM dimension_step AS step
JOIN dimension_part AS part USING (unit, slot, dimension)
WHERE step.weight IS NOT NULL
GROUP BY step.unit, step.slot
