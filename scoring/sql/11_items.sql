-- Purpose: number the indicators, and put what the catalogue and the model say of each in one row.
-- Parameters: none. Returned columns: none (fills item).
INSERT INTO item
SELECT
    indicator.rowid::SMALLINT AS indicator, indicator.indicator_id, indicator.kind, indicator.base, indicator.minimum,
    CASE indicator.base WHEN 'register' THEN 1.0 WHEN 'home_years' THEN 1 / 6.0 END AS per_home,
    indicator.max_age // 2 AS reach, dimension.rowid::SMALLINT AS dimension, model.weight,
    CASE indicator.direction WHEN 1 THEN model.lo ELSE model.hi END AS worst,
    CASE indicator.direction WHEN 1 THEN model.hi ELSE model.lo END AS best
FROM indicator
LEFT JOIN model_indicator AS model USING (indicator_id)
LEFT JOIN model_dimension AS dimension USING (dimension)
