-- Purpose: make room for what the records say of nuisance and support signals from a day on.
-- Parameters: $starts, the first day that the records speak for.
-- Returned columns: none (takes rows out of measurement).
DELETE FROM measurement
WHERE indicator_id IN ('nuisance', 'support_signals') AND starts >= $starts
