-- Purpose: which unit rolls up into which; a complex is filled from its homes, beside the street.
-- Parameters: none. Returned columns: none (fills nesting).
INSERT INTO nesting
SELECT 'dwelling', dwelling_id, 'building', building_id, 1 FROM dwelling
UNION ALL
SELECT 'dwelling', dwelling_id, 'estate', estate_id, 1 FROM dwelling WHERE estate_id IS NOT NULL
UNION ALL
SELECT 'building', unit_id, 'street', parent_id, homes FROM unit WHERE level = 'building' AND homes > 0
UNION ALL
SELECT 'building', unit_id, 'neighbourhood', neighbourhood_id, homes FROM unit WHERE level = 'building' AND homes > 0
UNION ALL
SELECT 'neighbourhood', unit_id, 'district', parent_id, homes FROM unit WHERE level = 'neighbourhood'
UNION ALL
SELECT 'district', unit_id, 'municipality', parent_id, homes FROM unit WHERE level = 'district'
