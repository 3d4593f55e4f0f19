-- Purpose: what later publications made of the periods of one unit that had been published, in their order.
-- Parameters: $level, $unit_id.
-- period, replaced_at          which period, and when the later publication came, UTC
-- score, light                 as they were published before; score NULL without one
-- data_class
-- delivery, borders, model     points by what changed; NULL when one of the two has no score
SELECT
    revision.period, replaced.replaced_at, revision.score, revision.light, revision.data_class, revision.delivery,
    revision.borders, revision.model
FROM revision
JOIN replaced USING (run_id)
WHERE revision.level = $level AND revision.unit_id = $unit_id
ORDER BY revision.period, replaced.replaced_at
