-- Purpose: the light of every unit from its own figures, or why it has none.
-- Parameters: $t1, $t2, the thresholds; $street, $building, $estate, $area, the homes a unit needs for a colour of its
--     own; $indicative, below that many times the minimum the colour is indicative.
-- Returned columns: none (fills own_light).
INSERT INTO own_light
WITH sized AS (
    SELECT
        rowid AS unit, homes, is_water, level IN ('street', 'estate', 'building') AS small,
        CASE level WHEN 'street' THEN $street WHEN 'building' THEN $building WHEN 'estate' THEN $estate
            ELSE $area END AS minimum
    FROM unit
),
judged AS (
    SELECT
        sized.unit, slot.slot, balance.score,
        sized.small AND sized.homes < $indicative * sized.minimum AS small,
        CASE
            WHEN sized.is_water THEN 'water'
            WHEN sized.homes = 0 THEN 'no_homes'
            WHEN sized.homes < sized.minimum THEN 'too_few_homes'
            WHEN balance.unit IS NULL THEN 'no_data'
            WHEN balance.score IS NULL THEN 'coverage'
            ELSE 'scored'
        END AS reason
    FROM sized
    CROSS JOIN slot
    LEFT JOIN balance ON balance.unit = sized.unit AND balance.slot = slot.slot
)
SELECT
    unit, slot,
    CASE
        WHEN reason <> 'scored' THEN 'grey'
        WHEN score < $t1 THEN 'red'
        WHEN score < $t2 THEN 'amber'
        ELSE 'green'
    END AS light,
    reason, reason = 'scored' AND small AS indicative
FROM judged
