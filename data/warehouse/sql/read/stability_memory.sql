-- Purpose: what was remembered of every unit after each meeting, under one model.
-- Parameters: $model_hash.
-- level, unit_id, period
-- colour                     red, amber or green
-- clear_amber, narrow_amber, clear_green, narrow_green  meetings in a row
-- silent                     meetings in a row without a score
-- spared                     whether a single address made a red amber
SELECT
    level, unit_id, period, colour, clear_amber, narrow_amber, clear_green, narrow_green, silent, spared
FROM stability
WHERE model_hash = $model_hash
