-- Purpose: the version of the tables in a warehouse; no row when it is older than the first version.
-- Parameters: none.
-- layout
SELECT layout
FROM delivery
