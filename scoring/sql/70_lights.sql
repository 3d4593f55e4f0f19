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
        rowid AS unit, homes, let_homes, CASE level WHEN 'building' THEN estate_id END AS estate_id,
        CASE level WHEN 'building' THEN parent_id END AS street_id
    FROM unit
),
estate_light AS (SELECT unit_id, slot, light, reason FROM held_light WHERE level = 'estate'),
street_light AS (SELECT unit_id, slot, light, reason FROM held_light WHERE level = 'street')
SELECT
    own.level, own.unit_id, slot.period,
    CASE own.reason WHEN 'scored' THEN balance.capacity END AS capacity,
    CASE own.reason WHEN 'scored' THEN 100 - balance.freedom END AS burden,
    CASE own.reason WHEN 'scored' THEN balance.score END AS score,
    coalesce(balance.coverage, 0) AS coverage,
    CASE
        WHEN own.reason <> 'too_few_homes' OR own.level <> 'building' THEN own.light
        WHEN estate.reason = 'scored' THEN estate.light
        WHEN street.reason = 'scored' THEN street.light
        ELSE 'grey'
    END AS light,
    CASE
        WHEN own.reason = 'too_few_homes' AND own.level = 'building'
            AND (estate.reason = 'scored' OR street.reason = 'scored') THEN 'inherited'
        ELSE own.reason
    END AS reason,
    CASE
        WHEN own.reason <> 'too_few_homes' OR own.level <> 'building' THEN NULL
        WHEN estate.reason = 'scored' THEN 'estate'
        WHEN street.reason = 'scored' THEN 'street'
    END AS source_level,
    CASE
        WHEN own.reason <> 'too_few_homes' OR own.level <> 'building' THEN NULL
        WHEN estate.reason = 'scored' THEN estate.unit_id
        WHEN street.reason = 'scored' THEN street.unit_id
    END AS source_id,
    own.indicative, placed.homes,
    CASE WHEN placed.let_homes > 0 THEN coalesce(class.data_class, 'P') ELSE 'P' END AS data_class,
    own.plain, own.rule,
    CASE own.reason WHEN 'scored' THEN certainty.se END AS se,
    CASE own.reason WHEN 'scored' THEN certainty.unknown END AS unknown_errors,
    chance.p_red, chance.p_amber, chance.p_green, burning.unit_id IS NOT NULL AS brandhaard
FROM held_light AS own
JOIN slot USING (slot)
JOIN placed USING (unit)
LEFT JOIN class ON class.level = own.level
LEFT JOIN balance ON balance.unit = own.unit AND balance.slot = own.slot
LEFT JOIN estate_light AS estate ON estate.unit_id = placed.estate_id AND estate.slot = own.slot
LEFT JOIN street_light AS street ON street.unit_id = placed.street_id AND street.slot = own.slot
LEFT JOIN certainty ON certainty.unit = own.unit AND certainty.slot = own.slot
LEFT JOIN chance ON chance.unit = own.unit AND chance.slot = own.slot
LEFT JOIN burning ON burning.level = own.level AND burning.unit_id = own.unit_id AND burning.slot = own.slot
