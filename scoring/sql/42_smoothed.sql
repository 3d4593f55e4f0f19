-- Purpose: the figure that is scored, r* = (e + M m) / (b + M), and its standard error. Below its smallest denominator a
--     rate is missing.
-- Parameters: none. Returned columns: none (fills step).
INSERT INTO step
WITH smoothed AS (
    SELECT
        figure.* EXCLUDE (value), drawn.within_variance,
        coalesce(drawn.prior, 0) AS prior, figure.denominator + coalesce(drawn.prior, 0) AS weight,
        CASE
            WHEN figure.kind = 'area' THEN figure.value
            WHEN figure.denominator >= figure.minimum AND figure.denominator > 0
                THEN figure.numerator / figure.denominator
        END AS raw,
        CASE
            WHEN raw IS NULL THEN NULL
            WHEN drawn.prior IS NULL THEN raw
            ELSE (figure.numerator + drawn.prior * drawn.m) / (figure.denominator + drawn.prior)
        END AS value
    FROM figure
    LEFT JOIN drawn USING (family, indicator, slot)
)
SELECT
    unit, indicator, slot, numerator, denominator, squares, value,
    CASE kind
        WHEN 'count' THEN sqrt(value / weight)
        WHEN 'proportion' THEN sqrt(greatest(value * (1 - value), 0) / (weight + 1))
        WHEN 'mean' THEN CASE WHEN value IS NOT NULL THEN sqrt(within_variance / weight) END
    END AS se,
    CASE WHEN weight > 0 THEN denominator / weight ELSE 1 END AS own_share,
    ends, false AS carried, transferred, rolled_up
FROM smoothed
