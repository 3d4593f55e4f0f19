-- Purpose: store which period every number of a step stands for.
-- Parameters: none. Returned columns: none (fills step_period).
INSERT INTO step_period
SELECT slot, period
FROM slot
