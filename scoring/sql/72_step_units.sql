-- Purpose: store which unit every number of a step stands for.
-- Parameters: none. Returned columns: none (fills step_unit).
INSERT INTO step_unit
SELECT unit, level, unit_id
FROM place
