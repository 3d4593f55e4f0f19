-- Purpose: store the score of every dimension with its coverage and effective weight.
-- Parameters: $a, the weight of capacity. Returned columns: none (fills dimension_score).
INSERT INTO dimension_score
SELECT
    part.level, part.unit_id, slot.period, part.dimension, part.axis, part.score, part.coverage,
    CASE WHEN own.reason = 'scored' AND part.sufficient THEN
        CASE part.axis
            WHEN 'capacity' THEN $a * part.weight / balance.capacity_total
            ELSE (1 - $a) * part.weight / balance.freedom_total
        END
    END AS weight
FROM dimension_part AS part
JOIN slot USING (slot)
LEFT JOIN balance ON balance.level = part.level AND balance.unit_id = part.unit_id AND balance.slot = part.slot
LEFT JOIN own_light AS own ON own.level = part.level AND own.unit_id = part.unit_id AND own.slot = part.slot
