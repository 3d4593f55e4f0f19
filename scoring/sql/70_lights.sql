-- Purpose: the light that is shown. A building that is too small for a colour of its own takes that of the smallest unit
--     above it that has one: its complex, otherwise its street.
-- Parameters: none. Returned columns: none (fills light).
INSERT INTO light
WITH class AS (
    SELECT valid.level, CASE max(CASE indicator.data_class WHEN 'P' THEN 0 WHEN 'I' THEN 1 ELSE 2 END)
        WHEN 0 THEN 'P' WHEN 1 THEN 'I' ELSE 'V' END AS data_class
    FROM model_level AS valid
    JOIN indicator USING (indicator_id)
    GROUP BY valid.level
)
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
    own.indicative, unit.homes,
    CASE WHEN unit.let_homes > 0 THEN coalesce(class.data_class, 'P') ELSE 'P' END AS data_class
FROM own_light AS own
JOIN slot USING (slot)
JOIN unit ON unit.level = own.level AND unit.unit_id = own.unit_id
LEFT JOIN class ON class.level = own.level
LEFT JOIN balance ON balance.level = own.level AND balance.unit_id = own.unit_id AND balance.slot = own.slot
LEFT JOIN own_light AS estate
    ON own.level = 'building' AND estate.level = 'estate' AND estate.unit_id = unit.estate_id AND estate.slot = own.slot
LEFT JOIN own_light AS street
    ON own.level = 'building' AND street.level = 'street' AND street.unit_id = unit.parent_id AND street.slot = own.slot
