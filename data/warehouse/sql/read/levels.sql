-- Purpose: the levels of which the warehouse has units to show (dwellings: when there are let homes).
-- Parameters: none.
-- level
SELECT DISTINCT level FROM unit WHERE level <> 'building' OR homes > 0
UNION ALL
SELECT 'dwelling' FROM (SELECT 1 FROM dwelling LIMIT 1)
