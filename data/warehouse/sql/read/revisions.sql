-- Purpose: what later publications made of periods that had been published, of all units.
-- Parameters: none.
-- run_id, level, unit_id, period, score, light, data_class, delivery, borders, model  as in the table
SELECT run_id, level, unit_id, period, score, light, data_class, delivery, borders, model
FROM revision
