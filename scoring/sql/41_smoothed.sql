-- Purpose: draw the rate of small units towards their parent's (empirical Bayes): r* = (e + M m) / (b + M). The parent's
--     rate m is itself drawn towards the municipality's; M follows from the variance v between units within their
--     parents, with the sampling variance u taken off. The same formulas as scoring.smooth.empirical_bayes.
-- Parameters: $prior_max, the most that the parent may count for, in units of the denominator.
-- Returned columns: none (fills figure; a figure without numerator, and the municipality's own, stay as they are).
INSERT INTO figure
WITH counted AS (
    SELECT
        level, unit_id, indicator_id, slot, kind, parent, municipality, numerator AS e, denominator AS b,
        numerator / denominator AS r, squares
    FROM raw_figure
    WHERE kind <> 'area' AND level <> 'municipality' AND denominator > 0 AND numerator IS NOT NULL
),
parents AS (
    SELECT
        level, indicator_id, slot, municipality, parent, any_value(kind) AS kind, count(*) AS n, sum(e) AS e,
        sum(b) AS b, sum(b * b) AS bb, sum(b * r * r) - sum(e) * sum(e) / sum(b) AS scatter
    FROM counted
    GROUP BY level, indicator_id, slot, municipality, parent
),
within_units AS (
    SELECT
        level, indicator_id, slot, municipality,
        sum(greatest(squares - e * r, 0)) FILTER (b > 1 AND squares IS NOT NULL)
            / nullif(sum(b - 1) FILTER (b > 1 AND squares IS NOT NULL), 0) AS within_variance
    FROM counted
    WHERE kind = 'mean'
    GROUP BY level, indicator_id, slot, municipality
),
wholes AS (
    SELECT
        parents.level, parents.indicator_id, parents.slot, parents.municipality, any_value(parents.kind) AS kind,
        any_value(within_units.within_variance) AS within_variance, count(*) AS n, sum(parents.e) / sum(parents.b) AS r0,
        sum(parents.b) AS b0, sum(parents.bb) AS bb,
        sum(parents.b * (parents.e / parents.b) ** 2) - sum(parents.e) * sum(parents.e) / sum(parents.b) AS between_parents,
        sum(parents.scatter) AS scatter, sum(parents.b - parents.bb / parents.b) AS room,
        sum((parents.n - 1) * CASE parents.kind
            WHEN 'count' THEN parents.e / parents.b
            WHEN 'proportion' THEN greatest((parents.e / parents.b) * (1 - parents.e / parents.b), 0)
            ELSE within_units.within_variance
        END) AS chance
    FROM parents
    LEFT JOIN within_units
        ON within_units.level = parents.level AND within_units.indicator_id = parents.indicator_id
        AND within_units.slot = parents.slot AND within_units.municipality = parents.municipality
    GROUP BY parents.level, parents.indicator_id, parents.slot, parents.municipality
),
spread AS (
    SELECT
        *,
        CASE kind WHEN 'count' THEN r0 WHEN 'proportion' THEN greatest(r0 * (1 - r0), 0) ELSE within_variance END AS u0,
        (between_parents - n * u0) / b0 AS v_parents,
        (scatter - chance - u0) / (room + bb / b0) AS v_units,
        CASE
            WHEN kind = 'mean' AND within_variance IS NULL THEN 0
            WHEN NOT coalesce(v_parents > 0, false) THEN $prior_max
            ELSE greatest(0, least($prior_max, u0 / v_parents - CASE kind WHEN 'proportion' THEN 1 ELSE 0 END))
        END AS prior_parents
    FROM wholes
),
drawn AS (
    SELECT
        parents.level, parents.indicator_id, parents.slot, parents.municipality, parents.parent, parents.kind,
        spread.within_variance, spread.v_units,
        (parents.e + spread.prior_parents * spread.r0) / (parents.b + spread.prior_parents) AS m,
        CASE parents.kind
            WHEN 'count' THEN m WHEN 'proportion' THEN greatest(m * (1 - m), 0) ELSE spread.within_variance
        END AS u,
        CASE
            WHEN parents.kind = 'mean' AND spread.within_variance IS NULL THEN 0
            WHEN NOT coalesce(spread.v_units > 0, false) THEN $prior_max
            ELSE greatest(0, least(
                $prior_max, u / spread.v_units - CASE parents.kind WHEN 'proportion' THEN 1 ELSE 0 END
            ))
        END AS prior
    FROM parents
    JOIN spread
        ON spread.level = parents.level AND spread.indicator_id = parents.indicator_id
        AND spread.slot = parents.slot AND spread.municipality = parents.municipality
),
joined AS (
    SELECT
        raw.*, drawn.prior, drawn.within_variance,
        CASE
            WHEN raw.raw IS NULL THEN NULL
            WHEN drawn.prior IS NULL THEN raw.raw
            ELSE (raw.numerator + drawn.prior * drawn.m) / (raw.denominator + drawn.prior)
        END AS value
    FROM raw_figure AS raw
    LEFT JOIN drawn
        ON drawn.level = raw.level AND drawn.indicator_id = raw.indicator_id
        AND drawn.slot = raw.slot AND drawn.municipality = raw.municipality
        AND drawn.parent = raw.parent
)
SELECT
    level, unit_id, indicator_id, slot, numerator, denominator, squares, raw, value,
    CASE kind
        WHEN 'count' THEN sqrt(value / (denominator + coalesce(prior, 0)))
        WHEN 'proportion' THEN sqrt(greatest(value * (1 - value), 0) / (denominator + coalesce(prior, 0) + 1))
        WHEN 'mean' THEN CASE WHEN value IS NOT NULL THEN sqrt(within_variance / (denominator + coalesce(prior, 0))) END
    END AS se,
    CASE WHEN denominator + coalesce(prior, 0) > 0 THEN denominator / (denominator + coalesce(prior, 0)) ELSE 1 END
        AS own_share,
    ends, false AS carried, transferred, rolled_up
FROM joined
