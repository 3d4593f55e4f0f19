-- Purpose: store which dimension every number of a step stands for.
-- Parameters: none. Returned columns: none (fills step_dimension).
INSERT INTO step_dimension
SELECT rowid::SMALLINT AS dimension, dimension AS dimension_id, axis
FROM model_dimension
