-- Purpose: the publications before this one, old to new.
-- Parameters: none.
-- run_id, model_id, published_at
-- replaced_at    when the next one took its place, UTC
-- newest         newest period of the publication
-- model_changed  whether the next one had another model
SELECT run_id, model_id, published_at, replaced_at, newest, model_changed
FROM replaced
ORDER BY replaced_at
