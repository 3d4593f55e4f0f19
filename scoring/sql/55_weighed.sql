-- Purpose: the effective weights of the dimensions over what is known, the product of the normalised weights up the tree.
--     An indicator's is W_i = this times its share of what is known in the dimension; S = sum W_i s_i.
-- Parameters: $a, the weight of capacity. Returned columns: none (fills weighed for units that have a score).
INSERT INTO weighed
SELECT
    part.unit, part.slot, part.dimension,
    CASE part.axis
        WHEN 'capacity' THEN $a * part.weight / balance.capacity_total
        ELSE (1 - $a) * part.weight / balance.freedom_total
    END / part.available AS weight
FROM dimension_part AS part
JOIN balance USING (unit, slot)
WHERE part.sufficient AND balance.score IS NOT NULL
