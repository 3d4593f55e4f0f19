-- Purpose: store the score of every dimension with its effective weight over what is known, the product of the normalised
--     weights up the tree. An indicator's W_i is its weight in the model times the share; S = sum W_i s_i.
-- Parameters: $a, the weight of capacity. Returned columns: none (fills dimension_step).
INSERT INTO dimension_step
WITH judged AS (
    SELECT balance.unit, balance.slot, balance.capacity_total, balance.freedom_total
    FROM balance
    JOIN own_light AS own USING (unit, slot)
    WHERE own.reason = 'scored'
),
weighed AS (
    SELECT
        part.*, CASE WHEN part.sufficient THEN CASE part.axis
            WHEN 'capacity' THEN $a * part.weight / judged.capacity_total
            ELSE (1 - $a) * part.weight / judged.freedom_total
        END END AS effective
    FROM dimension_part AS part
    LEFT JOIN judged ON judged.unit = part.unit AND judged.slot = part.slot
)
SELECT unit, slot, dimension, score, coverage, effective AS weight, effective / available AS share
FROM weighed
