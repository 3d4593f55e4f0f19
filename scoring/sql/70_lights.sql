-- Purpose: the light that is shown. A building that is too small for a colour of its own takes that of the smallest unit
--     above it that has one: its complex, otherwise its street.
-- Parameters: none. Returned columns: none (fills light).
INSERT INTO light
WITH class AS (
    SELECT allowed.level, CASE max(CASE indicator.data_class WHEN 'P' THEN 0 WHEN 'I' THEN 1 ELSE 2 END)
        WHEN 0 THEN 'P' WHEN 1 THEN 'I' ELSE 'V' END AS data_class
    FROM model_indicator
    JOIN indicator USING (indicator_id)
    JOIN indicator_level AS allowed USING (indicator_id)
    GROUP BY allowed.level
),
placed AS (
    SELECT
        rowid AS unit, level, unit_id, homes, let_homes, CASE level WHEN 'building' THEN estate_id END AS estate_id,
        CASE level WHEN 'building' THEN parent_id END AS street_id
    FROM unit
),
lender AS (
    SELECT place.level, place.unit_id, held.slot, held.light, held.reason
    FROM held_light AS held
    JOIN place USING (unit)
    WHERE place.level IN ('estate', 'street')
)
SELECT
    placed.level, placed.unit_id, slot.period,
    CASE own.reason WHEN 'scored' THEN balance.capacity END AS capacity,
    CASE own.reason WHEN 'scored' THEN 100 - balance.freedom END AS burden,
    CASE own.reason WHEN 'scored' THEN balance.score END AS score,
    coalesce(balance.coverage, 0) AS coverage,
    CASE
        WHEN own.reason <> 'too_few_homes' OR placed.level <> 'building' THEN own.light
        WHEN estate.reason = 'scored' THEN estate.light
        WHEN street.reason = 'scored' THEN street.light
        ELSE 'grey'
    END AS light,
    CASE
        WHEN own.reason = 'too_few_homes' AND placed.level = 'building'
            AND (estate.reason = 'scored' OR street.reason = 'scored') THEN 'inherited'
        ELSE own.reason
    END AS reason,
    CASE
        WHEN own.reason <> 'too_few_homes' OR placed.level <> 'building' THEN NULL
        WHEN estate.reason = 'scored' THEN 'estate'
        WHEN street.reason = 'scored' THEN 'street'
    END AS source_level,
    CASE
        WHEN own.reason <> 'too_few_homes' OR placed.level <> 'building' THEN NULL
        WHEN estate.reason = 'scored' THEN estate.unit_id
        WHEN street.reason = 'scored' THEN street.unit_id
    END AS source_id,
    own.indicative, placed.homes,
    CASE WHEN placed.let_homes > 0 THEN coalesce(class.data_class, 'P') ELSE 'P' END AS data_class,
    own.plain, own.rule,
    CASE own.reason WHEN 'scored' THEN balance.se END AS se,
    CASE own.reason WHEN 'scored' THEN balance.unknown END AS unknown_errors,
    chance.p_red, chance.p_amber, chance.p_green, burning.unit IS NOT NULL AS brandhaard
FROM held_light AS own
JOIN slot USING (slot)
JOIN placed USING (unit)
LEFT JOIN class ON class.level = placed.level
LEFT JOIN balance ON balance.unit = own.unit AND balance.slot = own.slot
LEFT JOIN lender AS estate
    ON estate.level = 'estate' AND estate.unit_id = placed.estate_id AND estate.slot = own.slot
LEFT JOIN lender AS street
    ON street.level = 'street' AND street.unit_id = placed.street_id AND street.slot = own.slot
LEFT JOIN chance ON chance.unit = own.unit AND chance.slot = own.slot
LEFT JOIN burning ON burning.unit = own.unit AND burning.slot = own.slot
