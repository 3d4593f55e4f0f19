-- Purpose: what the screen says of the place as a whole.
-- Parameters: none.
-- name, demo, built_at  of the delivery; built_at in UTC
-- root      code of the municipality (the first when there are several)
-- model_id, model_hash, published_at  of the newest run; NULL when nothing is published
SELECT
    delivery.name, delivery.demo, delivery.built_at,
    (SELECT min(unit_id) FROM unit WHERE level = 'municipality') AS root,
    run.model_id, run.model_hash, run.published_at
FROM delivery
LEFT JOIN run ON true
ORDER BY run.published_at DESC
LIMIT 1
