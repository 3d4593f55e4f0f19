-- Purpose: how many homes stand in the corporation's register, to choose the model that fits.
-- Parameters: none.
-- let_homes
SELECT count(*) FILTER (let) AS let_homes
FROM dwelling
