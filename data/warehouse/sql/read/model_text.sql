-- Purpose: the model with which the lights were made.
-- Parameters: none.
-- run_id, model_id, model_hash, model_toml, data_hash, published_at
SELECT run_id, model_id, model_hash, model_toml, data_hash, published_at
FROM run
ORDER BY published_at DESC
LIMIT 1
