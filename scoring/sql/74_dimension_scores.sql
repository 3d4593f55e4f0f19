-- Purpose: store the score of every dimension with its coverage and effective weight.
-- Parameters: none. Returned columns: none (fills dimension_score).
INSERT INTO dimension_score
SELECT
    place.level, place.unit_id, slot.period, dimension.dimension, part.axis, part.score, part.coverage,
    CASE WHEN own.reason = 'scored' AND part.sufficient THEN weighed.weight * part.available END AS weight
FROM dimension_part AS part
JOIN place USING (unit)
JOIN slot USING (slot)
JOIN model_dimension AS dimension ON dimension.rowid = part.dimension
LEFT JOIN weighed ON weighed.unit = part.unit AND weighed.slot = part.slot AND weighed.dimension = part.dimension
LEFT JOIN own_light AS own ON own.unit = part.unit AND own.slot = part.slot
