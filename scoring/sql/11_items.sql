-- Purpose: number the indicators, and put what the catalogue and the model say of each in one row.
-- Parameters: none. Returned columns: none (fills item).
INSERT INTO item
SELECT
    indicator.rowid::SMALLINT AS indicator, indicator.indicator_id, indicator.kind, indicator.direction,
    indicator.base, indicator.minimum,
    CASE indicator.base WHEN 'register' THEN 1.0 WHEN 'home_years' THEN 1 / 6.0 END AS per_home, indicator.max_age // 2 AS reach, dimension.rowid::SMALLINT AS dimension,
    model.weight, model.lo, model.hi
FROM indicator
LEFT JOIN model_indicator AS model USING (indicator_id)
LEFT JOIN model_dimension AS dimension USING (dimension)
