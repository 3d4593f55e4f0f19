-- Purpose: number the units, and the groups of them within which rates are compared.
-- Parameters: none. Returned columns: none (fills place).
INSERT INTO place
SELECT
    rowid::INTEGER AS unit, level, unit_id, let_homes,
    min(rowid) OVER (PARTITION BY level, municipality_id, parent_id)::INTEGER AS family,
    min(rowid) OVER (PARTITION BY level, municipality_id)::INTEGER AS whole
FROM unit
