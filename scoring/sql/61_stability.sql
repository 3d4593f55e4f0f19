-- Purpose: let a colour hold between meetings. Worse at once when S < T - h; better when S >= T + h in $clear meetings in
--     a row, or S >= T in $narrow; h = max($h_min, SE), at most half of the amber zone. A first meeting takes the plain
--     thresholds. A meeting without a score keeps colour and streaks, for $memory meetings. A red that would not be red
--     without one address that reported is amber, also in what is remembered.
-- Parameters: $slot, the meeting, run in order of time; $t1, $t2, $h_min, $clear, $narrow, $memory of the model.
-- Returned columns: none (adds to memory, one row a unit).
INSERT INTO memory
WITH scored AS (
    SELECT
        own.unit, own.slot,
        CASE WHEN own.reason = 'scored' THEN balance.score END AS s,
        CASE WHEN own.reason = 'scored' THEN balance.without_address END AS s_without,
        least(greatest($h_min, coalesce(balance.se, 0)), ($t2 - $t1) / 2) AS h
    FROM own_light AS own
    LEFT JOIN balance ON balance.unit = own.unit AND balance.slot = own.slot
    WHERE own.slot = $slot
),
counted AS (
    SELECT
        scored.*, before.colour AS before,
        CASE WHEN s IS NULL THEN coalesce(before.silent, 0) + 1 ELSE 0 END AS silent,
        CASE WHEN s IS NULL THEN before.clear_amber WHEN s >= $t1 + h THEN coalesce(before.clear_amber, 0) + 1 ELSE 0
            END AS clear_amber,
        CASE WHEN s IS NULL THEN before.narrow_amber WHEN s >= $t1 THEN coalesce(before.narrow_amber, 0) + 1 ELSE 0
            END AS narrow_amber,
        CASE WHEN s IS NULL THEN before.clear_green WHEN s >= $t2 + h THEN coalesce(before.clear_green, 0) + 1 ELSE 0
            END AS clear_green,
        CASE WHEN s IS NULL THEN before.narrow_green WHEN s >= $t2 THEN coalesce(before.narrow_green, 0) + 1 ELSE 0
            END AS narrow_green
    FROM scored
    LEFT JOIN memory AS before ON before.unit = scored.unit AND before.slot = scored.slot - 1
),
allowed AS (                        -- 0 red, 1 amber, 2 green: the best that the score allows, and the best it has earned
    SELECT
        *,
        CASE before WHEN 'red' THEN 0 WHEN 'amber' THEN 1 WHEN 'green' THEN 2 END AS was,
        CASE WHEN s < $t1 THEN 0 WHEN s < $t2 THEN 1 ELSE 2 END AS plain,
        CASE WHEN s < $t1 - h THEN 0 WHEN s < $t2 - h THEN 1 ELSE 2 END AS most,
        CASE WHEN s_without < $t1 - h THEN 0 WHEN s_without < $t2 - h THEN 1 ELSE 2 END AS most_without,
        CASE WHEN s_without < $t1 THEN 0 ELSE 1 END AS plain_without,
        CASE
            WHEN clear_green >= $clear OR narrow_green >= $narrow THEN 2
            WHEN clear_amber >= $clear OR narrow_amber >= $narrow THEN 1
            ELSE 0
        END AS earned
    FROM counted
),
held AS (
    SELECT
        *,
        CASE
            WHEN s IS NULL THEN CASE WHEN silent <= $memory THEN was END
            WHEN was IS NULL THEN plain
            ELSE least(most, greatest(was, earned))
        END AS colour,
        CASE WHEN was IS NULL THEN plain_without ELSE least(most_without, greatest(was, earned)) END AS colour_without
    FROM allowed
)
SELECT
    unit, slot,
    CASE CASE WHEN s IS NOT NULL AND colour = 0 AND colour_without > 0 THEN 1 ELSE colour END
        WHEN 0 THEN 'red' WHEN 1 THEN 'amber' WHEN 2 THEN 'green' END AS colour,
    coalesce(clear_amber, 0), coalesce(narrow_amber, 0), coalesce(clear_green, 0), coalesce(narrow_green, 0), silent,
    s IS NOT NULL AND colour = 0 AND colour_without > 0 AS spared
FROM held
