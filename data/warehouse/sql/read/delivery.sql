-- Purpose: what the warehouse was built from.
-- Parameters: none.
-- name, demo, built_at (UTC), data_hash
SELECT name, demo, built_at, data_hash
FROM delivery
