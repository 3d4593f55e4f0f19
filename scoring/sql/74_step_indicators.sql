-- Purpose: store which indicator every number of a step stands for, with its weight and goalposts in the model.
-- Parameters: none. Returned columns: none (fills step_indicator).
INSERT INTO step_indicator
SELECT indicator, indicator_id, kind, dimension, weight, worst, best
FROM item
