-- Purpose: which indicators are to be added up: those of which an area has several figures in one period, and those
--     that outlast their period. The periods of an area's figures are the bits of one number: fewer bits than figures
--     means that two share a period. Periods that are 62 apart share a bit as well, which costs time at most.
-- Parameters: none. Returned columns: none (fills several).
INSERT INTO several
SELECT indicator FROM item WHERE reach > 0
UNION
SELECT indicator
FROM rolled
GROUP BY unit, indicator
HAVING count(*) > bit_count(bit_or(1::UBIGINT << (slot % 62)))
