-- Purpose: the publication of a warehouse.
-- Parameters: none.
-- run_id, model_id, model_hash, model_toml, data_hash, published_at
-- newest  newest period that has lights
SELECT
    run.run_id, run.model_id, run.model_hash, run.model_toml, run.data_hash, run.published_at, (
        SELECT period.period FROM period WHERE period.period IN (SELECT light.period FROM light)
        ORDER BY period.ends DESC LIMIT 1
    ) AS newest
FROM run
