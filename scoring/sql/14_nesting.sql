-- Purpose: which unit rolls up into which; a complex is filled from its homes, beside the street.
-- Parameters: none. Returned columns: none (fills nesting).
INSERT INTO nesting
SELECT 'dwelling', 'building', dwelling.rowid, parent.rowid, 1
FROM dwelling
JOIN unit AS parent ON parent.level = 'building' AND parent.unit_id = dwelling.building_id
UNION ALL
SELECT 'dwelling', 'estate', dwelling.rowid, parent.rowid, 1
FROM dwelling
JOIN unit AS parent ON parent.level = 'estate' AND parent.unit_id = dwelling.estate_id
UNION ALL
SELECT 'building', 'street', child.rowid, parent.rowid, child.homes
FROM unit AS child
JOIN unit AS parent ON parent.level = 'street' AND parent.unit_id = child.parent_id
WHERE child.level = 'building' AND child.homes > 0
UNION ALL
SELECT 'building', 'neighbourhood', child.rowid, parent.rowid, child.homes
FROM unit AS child
JOIN unit AS parent ON parent.level = 'neighbourhood' AND parent.unit_id = child.neighbourhood_id
WHERE child.level = 'building' AND child.homes > 0
UNION ALL
SELECT child.level, parent.level, child.rowid, parent.rowid, child.homes
FROM unit AS child
JOIN unit AS parent ON parent.unit_id = child.parent_id
WHERE (child.level, parent.level) IN (('neighbourhood', 'district'), ('district', 'municipality'))
