-- Purpose: the effective weights over what is known, the product of the normalised weights up the tree: S = sum W_i s_i.
-- Parameters: $a, the weight of capacity. Returned columns: none (fills weighed for units that have a score).
INSERT INTO weighed
SELECT
    scored.level, scored.unit_id, scored.slot, scored.indicator_id,
    CASE part.axis
        WHEN 'capacity' THEN $a * part.weight / balance.capacity_total
        ELSE (1 - $a) * part.weight / balance.freedom_total
    END * scored.weight / part.available AS weight,
    scored.score
FROM scored
JOIN dimension_part AS part
    ON part.level = scored.level AND part.unit_id = scored.unit_id AND part.slot = scored.slot
    AND part.dimension = scored.dimension
JOIN balance ON balance.level = scored.level AND balance.unit_id = scored.unit_id AND balance.slot = scored.slot
WHERE part.sufficient AND balance.score IS NOT NULL
