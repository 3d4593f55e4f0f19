-- Purpose: how many units have which light in one period, per level.
-- Parameters: $period.
-- level, light
-- units      how many
-- inherited  how many of them borrow the colour of their complex or street
SELECT level, light, count(*) AS units, count(*) FILTER (reason = 'inherited') AS inherited
FROM light
WHERE period = $period
GROUP BY level, light
ORDER BY level, light
