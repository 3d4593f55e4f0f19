-- Purpose: keep what stability remembers after each published meeting, so that the next publication goes on from there.
-- Parameters: $model_hash, the model for which it holds. Returned columns: none (fills stability).
INSERT INTO stability
SELECT
    place.level, place.unit_id, slot.period, $model_hash, memory.colour, memory.clear_amber, memory.narrow_amber,
    memory.clear_green, memory.narrow_green, memory.silent, memory.spared
FROM memory
JOIN place USING (unit)
JOIN slot USING (slot)
WHERE memory.colour IS NOT NULL
