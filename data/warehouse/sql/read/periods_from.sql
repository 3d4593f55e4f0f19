-- Purpose: the periods that the figures speak of, from a day on and over by another.
-- Parameters: $starts, first day; $today, day of publication.
-- period, starts, ends
SELECT period, starts, ends
FROM period
WHERE starts >= $starts AND ends < $today
ORDER BY starts
