-- Purpose: whether the figures are invented; readable in every version of the tables.
-- Parameters: none.
-- demo
SELECT demo
FROM delivery
