-- Purpose: the rate m towards which the rates of a family of units are drawn (empirical Bayes), and what it counts for. The
--     parent's rate is itself drawn towards the municipality's; M follows from the variance v between units within their
--     parents, with the sampling variance u taken off. The same formulas as scoring.smooth.empirical_bayes.
-- Parameters: $prior_max, the most that the parent may count for, in units of the denominator.
-- Returned columns: none (fills drawn; a figure without numerator, and the municipality's own, are not drawn).
INSERT INTO drawn
WITH counted AS (
    SELECT
        whole, family, indicator, slot, kind, numerator AS e, denominator AS b, numerator / denominator AS r, squares
    FROM figure
    WHERE kind <> 'area' AND level <> 'municipality' AND denominator > 0 AND numerator IS NOT NULL
),
parents AS (
    SELECT
        any_value(whole) AS whole, family, indicator, slot, any_value(kind) AS kind, count(*) AS n, sum(e) AS e,
        sum(b) AS b, sum(b * b) AS bb, sum(b * r * r) - sum(e) * sum(e) / sum(b) AS scatter,
        sum(greatest(squares - e * r, 0)) FILTER (kind = 'mean' AND b > 1) AS within_scatter,
        sum(b - 1) FILTER (kind = 'mean' AND b > 1 AND squares IS NOT NULL) AS within_room
    FROM counted
    GROUP BY family, indicator, slot
),
wholes AS (
    SELECT
        whole, indicator, slot, any_value(kind) AS kind, count(*) AS n, sum(e) / sum(b) AS r0, sum(b) AS b0,
        sum(bb) AS bb, sum(e * e / b) - sum(e) * sum(e) / sum(b) AS between_parents, sum(scatter) AS scatter,
        sum(b - bb / b) AS room, sum(within_scatter) / nullif(sum(within_room), 0) AS within_variance,
        sum((n - 1) * CASE kind
            WHEN 'count' THEN e / b WHEN 'proportion' THEN greatest((e / b) * (1 - e / b), 0) ELSE 1
        END) AS chance              -- of a mean: to be multiplied by the variance within
    FROM parents
    GROUP BY whole, indicator, slot
),
spread AS (
    SELECT
        *,
        CASE kind WHEN 'count' THEN r0 WHEN 'proportion' THEN greatest(r0 * (1 - r0), 0) ELSE within_variance END AS u0,
        (between_parents - n * u0) / b0 AS v_parents,
        (scatter - chance * CASE kind WHEN 'mean' THEN within_variance ELSE 1 END - u0) / (room + bb / b0) AS v_units,
        CASE
            WHEN kind = 'mean' AND within_variance IS NULL THEN 0
            WHEN NOT coalesce(v_parents > 0, false) THEN $prior_max
            ELSE greatest(0, least($prior_max, u0 / v_parents - CASE kind WHEN 'proportion' THEN 1 ELSE 0 END))
        END AS prior_parents
    FROM wholes
)
SELECT
    parents.family, parents.indicator, parents.slot,
    (parents.e + spread.prior_parents * spread.r0) / (parents.b + spread.prior_parents) AS m,
    CASE
        WHEN parents.kind = 'mean' AND spread.within_variance IS NULL THEN 0
        WHEN NOT coalesce(spread.v_units > 0, false) THEN $prior_max
        ELSE greatest(0, least($prior_max, CASE parents.kind
            WHEN 'count' THEN m / spread.v_units
            WHEN 'proportion' THEN greatest(m * (1 - m), 0) / spread.v_units - 1
            ELSE spread.within_variance / spread.v_units
        END))
    END AS prior,
    spread.within_variance
FROM parents
JOIN spread USING (whole, indicator, slot)
